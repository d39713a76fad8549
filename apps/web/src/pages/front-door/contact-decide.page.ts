import { uuidOf } from '#case-flow/decide';
import { contactOutcome, contactOutcomeLabels } from '#case-flow/codes';
import { drawnFields, summaryOf, type Register } from '../../forms/drawn-fields.ts';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { wholeRegister } from '../../queries/register.ts';
import { allOf, oneOf, page, type View } from '../page.ts';
import type { Service } from '../service.ts';
import { acted, momentTyped, taken } from './contact-acting.ts';
import { typedIn } from './contact-find.page.ts';
import { contactShown, toDecide, type ContactShown, type ShownChild } from './contact-shown.ts';

const LONGEST = 4000;
const hints: Readonly<Record<string, string>> = {
  NFA: 'Nothing further is needed from children’s services.',
  REFERRAL: 'Opens a case for each child, which waits to be allocated.',
  LINKED_TO_OPEN_CASE: 'Only for a child who has an open case. It opens no other.',
  EARLY_HELP: 'Early help itself is then requested on the child’s record.',
};
const rationale: Field = {
  name: 'rationale',
  label: 'Rationale',
  hint: 'What was decided, and why.',
  kind: 'text',
  isRequired: true,
  longest: LONGEST,
};
const decidedAt: Field = {
  name: 'decidedAt',
  label: 'Date and time of the decision',
  hint: 'Leave it empty for now.',
  kind: 'moment',
  isRequired: false,
};
const referralFields: readonly Field[] = [
  { name: 'teamId', label: 'Team the referral goes to', kind: 'identifier', of: 'team', isRequired: false },
  { name: 'areaId', label: 'Area', kind: 'identifier', of: 'area', isRequired: false },
  { name: 'primaryReason', label: 'Main reason', kind: 'line', isRequired: false, longest: 80 },
];
const outcomeField: Field = { name: 'outcome', label: 'Decision', kind: 'choice', choices: [], isRequired: true };
const childrenField: Field = { name: 'child', label: 'Children', kind: 'choices', choices: [], isRequired: true };

/** Deciding on a screened contact, with a reason that is kept. */
export const decideContact = page({
  path: '/contacts/:contactId/decide',
  right: 'screen-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    return toDecide(contact).length > 0 ? drawn(service, contact, {}, []) : taken(asked, contact, {});
  },
});

export const sendDecision = page({
  method: 'post',
  path: '/contacts/:contactId/decide',
  right: 'screen-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const typed = typedIn(asked.body);
    const moment = momentTyped(typed, 'decidedAt', 'date and time of the decision', service.waymark.now());
    const outcome = contactOutcome.options.find((one) => one === oneOf(typed, 'outcome'));
    const chosen = new Set(allOf(typed, 'child'));
    const children = contact.shown.filter(({ childId }) => chosen.has(childId));
    const errors = wrongIn(typed, outcome, children);
    if ('error' in moment) errors.push(moment.error);
    if ('error' in moment || errors.length > 0) return drawn(service, contact, typed, errors);
    const [teamId, areaId, primaryReason] = ['teamId', 'areaId', 'primaryReason'].map((name) => oneOf(typed, name));
    const shared = { contactId: contact.contactId, decidedAt: moment.at, rationale: oneOf(typed, 'rationale') };
    const where = {
      ...(teamId === undefined ? {} : { teamId }),
      ...(areaId === undefined ? {} : { areaId }),
      ...(primaryReason === undefined ? {} : { primaryReason }),
    };
    const how = { correlationId: uuidOf(`contact ${contact.contactId}`) };
    // A child with an open case is referred no second time: what is new goes to that case.
    const isLinked = (child: ShownChild) => outcome === 'REFERRAL' && child.involvement.openCase !== undefined;
    const [linked, others] = [children.filter(isLinked), children.filter((child) => !isLinked(child))];
    const parts = [
      { part: 'linked', of: linked, body: { ...shared, outcome: 'LINKED_TO_OPEN_CASE' } },
      { part: 'decided', of: others, body: { ...shared, outcome, ...(outcome === 'REFERRAL' ? where : {}) } },
    ].filter(({ of }) => of.length > 0);
    return acted(
      asked,
      service,
      async () => {
        const positions: number[] = [];
        for (const { part, of, body } of parts) {
          const about = { ...body, children: of.map(({ childId }) => childId) };
          positions.push((await service.carryOut(asked, 'DecideContact', about, { ...how, part })).position);
        }
        return positions;
      },
      saysDone(outcome!, others.length, linked.length),
      (problem) => drawn(service, contact, typed, [{ name: 'outcome', message: problem }], 409),
      typed,
    );
  },
});

function wrongIn(typed: Posted, outcome: string | undefined, children: readonly ShownChild[]): FieldError[] {
  const why = oneOf(typed, 'rationale');
  return [
    ...(children.length === 0 ? [{ name: 'child', message: 'Choose at least one child' }] : []),
    ...(outcome === undefined ? [{ name: 'outcome', message: 'Choose a decision' }] : []),
    ...(why === undefined ? [{ name: 'rationale', message: 'Enter the rationale: what was decided, and why' }] : []),
    ...(why !== undefined && why.length > LONGEST
      ? [{ name: 'rationale', message: 'The rationale must be 4,000 characters or fewer' }]
      : []),
  ];
}

function saysDone(outcome: string, others: number, linked: number): string {
  const cases = (count: number) => `${count} ${count === 1 ? 'case' : 'cases'}`;
  if (outcome !== 'REFERRAL') return `Decided: ${contactOutcomeLabels.get(outcome)!.toLowerCase()}.`;
  const parts = [
    ...(others > 0 ? [`${cases(others)} opened and waiting for a decision and an allocation`] : []),
    ...(linked > 0 ? [`new information recorded on ${cases(linked)} open already`] : []),
  ];
  return `Decided: referral. ${parts.join('; ')}.`;
}

/** The team and the area that are likely meant: those of where the children live. */
function likely(contact: ContactShown, teams: Awaited<ReturnType<typeof wholeRegister>>['teams']): Posted {
  const area = contact.shown.map(({ homeArea }) => homeArea).find((one) => one !== undefined);
  const team = area === undefined ? undefined : teams.find((one) => one.area === area && one.type === 'ASSESSMENT');
  return { ...(area === undefined ? {} : { areaId: area }), ...(team === undefined ? {} : { teamId: team.teamId }) };
}

async function drawn(
  { waymark }: Service,
  contact: ContactShown,
  typed: Posted,
  errors: readonly FieldError[],
  status = 400,
): Promise<View> {
  const { teams, areas } = await wholeRegister(waymark.store, waymark.today());
  const register: Register = {
    team: teams.map(({ teamId, area }) => ({ value: teamId, words: area === null ? teamId : `${teamId}, ${area}` })),
    area: areas.map((area) => ({ value: area, words: area })),
  };
  const isFirst = Object.keys(typed).length === 0;
  const given = isFirst ? likely(contact, teams) : typed;
  const waiting = toDecide(contact);
  const ticked = isFirst ? waiting.map(({ childId }) => childId) : allOf(typed, 'child');
  return {
    view: 'front-door/contact-decide.njk',
    title: 'Decide on the contact',
    status: errors.length > 0 ? status : 200,
    model: {
      contact,
      children: waiting.map((child) => ({ ...child, isTicked: ticked.includes(child.childId) })),
      childError: messageOf(errors, 'child'),
      outcomes: [...contactOutcomeLabels].map(([value, text]) => ({
        value,
        text,
        hint: hints[value] && { text: hints[value] },
      })),
      chosen: oneOf(typed, 'outcome'),
      outcomeError: messageOf(errors, 'outcome'),
      referral: drawnFields(referralFields, given, errors, register),
      withOpenCase: waiting.filter((child) => child.involvement.openCase !== undefined),
      fields: drawnFields([rationale], typed, errors),
      moment: drawnFields([decidedAt], typed, errors),
      isMomentOpen: errors.some((error) => error.name === 'decidedAt') || oneOf(typed, 'decidedAt-day') !== undefined,
      errors: summaryOf([childrenField, outcomeField, ...referralFields, rationale, decidedAt], errors),
      openChecks: contact.checks.filter((check) => check.answeredAt === undefined),
      markers: contact.children.length - contact.shown.length,
      action: `/contacts/${encodeURIComponent(contact.contactId)}/decide`,
      back: { href: `/contacts/${encodeURIComponent(contact.contactId)}`, text: 'The contact' },
    },
  };
}

const messageOf = (errors: readonly FieldError[], name: string): string | undefined =>
  errors.find((error) => error.name === name)?.message;
