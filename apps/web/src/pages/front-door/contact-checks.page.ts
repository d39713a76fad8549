import { drawnFields, summaryOf } from '../../forms/drawn-fields.ts';
import type { Field, FieldError, Posted } from '../../forms/field.ts';
import { oneOf, page, type View } from '../page.ts';
import { acted, taken } from './contact-acting.ts';
import { typedIn } from './contact-find.page.ts';
import { contactShown, toDecide, type ContactShown } from './contact-shown.ts';
import { actsFor } from './contact.page.ts';
import type { Person } from '#access/person';

const usual = [
  'Police',
  'Health',
  'Health visiting',
  'School',
  'Housing',
  'Probation',
  'Adult social care',
  'Early help',
];
const agency: Field = {
  name: 'agency',
  label: 'Agency',
  kind: 'line',
  isRequired: true,
  longest: 80,
  hint: 'For example the police, a school or the health visiting service.',
};
const findings: Field = {
  name: 'findings',
  label: 'What the agency answered',
  kind: 'text',
  isRequired: false,
  longest: 4000,
};

/** What other agencies were asked about a contact, and what they answered. */
export const checksPage = page({
  path: '/contacts/:contactId/checks',
  right: 'log-contacts',
  audit: 'NOTHING', // a line for each child that is shown
  show: async (asked, service) => drawn(await contactShown(asked, service), asked.person, {}, []),
});

export const sendChecks = page({
  method: 'post',
  path: '/contacts/:contactId/checks',
  right: 'log-contacts',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const contact = await contactShown(asked, service);
    const typed = typedIn(asked.body);
    const isAnswer = oneOf(typed, 'what') === 'answer';
    const named = oneOf(typed, isAnswer ? 'answered' : 'agency');
    const text = oneOf(typed, 'findings');
    const errors: FieldError[] = [
      ...(named === undefined
        ? [
            {
              name: isAnswer ? 'answered' : 'agency',
              message: isAnswer ? 'Choose the agency that answered' : 'Enter the agency',
            },
          ]
        : []),
      ...(named !== undefined && named.length > 80
        ? [{ name: 'agency', message: 'The agency must be 80 characters or fewer' }]
        : []),
      ...(text !== undefined && text.length > 4000
        ? [{ name: 'findings', message: 'The answer must be 4,000 characters or fewer' }]
        : []),
    ];
    if (errors.length > 0) return drawn(contact, asked.person, typed, errors);
    const children = toDecide(contact).map(({ childId }) => childId);
    if (children.length === 0) return taken(asked, contact, typed);
    const about = { children, contactId: contact.contactId, agency: named, at: service.waymark.now() };
    const command = isAnswer ? 'RecordAgencyChecks' : 'RequestAgencyChecks';
    const body = isAnswer && text !== undefined ? { ...about, findings: text } : about;
    return acted(
      asked,
      service,
      async () => [(await service.carryOut(asked, command, body)).position],
      isAnswer ? `The answer of ${named} is recorded.` : `It is recorded that ${named} was asked.`,
      (problem) =>
        drawn(contact, asked.person, typed, [{ name: isAnswer ? 'answered' : 'agency', message: problem }], 409),
      typed,
    );
  },
});

function drawn(
  contact: ContactShown,
  person: Person,
  typed: Posted,
  errors: readonly FieldError[],
  status = 400,
): View {
  const open = contact.checks.filter((check) => check.answeredAt === undefined);
  const answered: Field = {
    name: 'answered',
    label: 'Agency that answered',
    kind: 'choice',
    isRequired: true,
    choices: open.map((check) => ({ value: check.agency, words: check.agency })),
  };
  const asking = drawnFields([agency], typed, errors).map((field) => ({
    ...field,
    given: { ...field.given, attributes: { list: 'agency-known' }, autocomplete: 'off' },
    suggests: usual.map((value) => ({ value, words: value })),
  }));
  return {
    view: 'front-door/contact-checks.njk',
    title: 'Agency checks',
    status: errors.length > 0 ? status : 200,
    model: {
      contact,
      acts: actsFor(person, contact),
      open,
      asking,
      answering: drawnFields([answered, findings], typed, errors),
      errors: summaryOf([agency, answered, findings], errors),
      action: `/contacts/${encodeURIComponent(contact.contactId)}/checks`,
      back: { href: `/contacts/${encodeURIComponent(contact.contactId)}`, text: 'The contact' },
    },
  };
}
