import { identifier } from '#case-flow/event-type';
import { mergesAskedFor } from '#case-flow/child-identity/not-same-child';
import { childOf, oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { identityBeside, type FieldBeside } from './identity-fields.ts';
import { countsOf, mergeWarnings } from './merge-beside.ts';
import { otherChild, type OtherChild } from './other-child.ts';
import { recordHead } from './record-head.ts';
import { doneAt, isChanging, isConfirmed, repairView, type FormError } from './repair-view.ts';
import { isLook, notDoneMeanwhile, previewed, repaired, type NotDone } from './repair.ts';
import { onlyWhoCarriesOut } from './repairs-for.ts';

const path = '/children/:childId/merge';
const command = 'MergeDuplicateRecords';

/** Two records of one child side by side: which details are kept, and what speaks against it. */
export const mergeForm = page({
  path,
  right: 'merge-records',
  audit: 'VIEW',
  show: async (asked, service) => {
    onlyWhoCarriesOut(asked.person, command);
    const withId = oneOf(asked.query, 'with');
    if (withId === undefined) return whichRecord(asked, service);
    const other = identifier.safeParse(withId).success ? await otherChild(asked, service, withId) : undefined;
    if (other === undefined)
      return whichRecord(asked, service, `There is no record of a child ${withId} that opens for you`);
    return sideBySide(asked, service, other, {});
  },
});

/** Shows what a merge would move, asks once more, and then merges (catalogue A.1 DuplicateRecordsMerged). */
export const merge = page({
  method: 'post',
  path,
  right: 'merge-records',
  audit: 'VIEW', // the merge itself is audited where it is carried out
  show: async (asked, service) => {
    onlyWhoCarriesOut(asked.person, command);
    const { body } = asked;
    const mergedId = oneOf(body, 'mergedId') ?? '';
    const other = identifier.safeParse(mergedId).success ? await otherChild(asked, service, mergedId) : undefined;
    if (other === undefined)
      return whichRecord(asked, service, 'Enter the identifier of the other record of this child');
    if (isChanging(asked)) return sideBySide(asked, service, other, {});
    const moved = otherMoved(asked, other);
    if (moved) return sideBySide(asked, service, other, { notDone: moved });
    const fields = identityBeside(asked.person, childOf(asked), other.known);
    const read = readForm(asked, fields);
    if ('errors' in read) return sideBySide(asked, service, other, read);
    const { childId } = childOf(asked);
    const repair = { command, body: { childId, mergedId, ...read.said } };
    if (isConfirmed(asked)) {
      const outcome = await repaired(asked, service, repair);
      if ('notDone' in outcome) return sideBySide(asked, service, other, outcome);
      return doneAt(childId, `The record of ${other.name} (${mergedId}) is merged into this one.`, '');
    }
    return oneOf(body, 'step') === 'continue'
      ? areYouSure(asked, service, other)
      : beforeMerging(asked, service, other, repair, fields);
  },
});

/** The stale-view guard of the second record, whose version no command names: what was recorded there meanwhile. */
function otherMoved({ body }: AskedPage, { known: { childId, events } }: OtherChild): NotDone | undefined {
  const seen = Number(oneOf(body, 'otherVersion') ?? 'NaN');
  const since = events.filter((event) => event.childId === childId && event.version > seen && !isLook(event));
  return since.length === 0 ? undefined : notDoneMeanwhile(since);
}

/** What the form says, or what is wrong with it. Of details in which the two do not differ nothing is chosen. */
function readForm({ body }: AskedPage, fields: readonly FieldBeside[]) {
  const reason = oneOf(body, 'reason');
  const different = fields.filter(({ isDifferent }) => isDifferent);
  const errors: FormError[] = different
    .filter(({ field }) => !['SURVIVOR', 'MERGED'].includes(oneOf(body, `keep.${field}`) ?? ''))
    .map(({ field, label }) => ({
      field: `keep.${field}`,
      text: `Choose which ${label.toLowerCase()} to keep`,
      href: `#keep-${field}`,
    }));
  if (reason === undefined)
    errors.push({ field: 'reason', text: 'Say how you know that these are one child', href: '#reason' });
  if (errors.length > 0 || reason === undefined) return { errors };
  const chosen = different
    .filter(({ field }) => oneOf(body, `keep.${field}`) === 'MERGED')
    .map(({ field }) => [field, 'MERGED']);
  const fieldChoices =
    chosen.length === 0 ? {} : { fieldChoices: Object.fromEntries(chosen) as Record<string, 'MERGED'> };
  return { said: { reason, ...fieldChoices } };
}

async function whichRecord(asked: AskedPage, service: Service, problem?: string): Promise<Shown> {
  const ids = [...mergesAskedFor(childOf(asked).journey)];
  const named = await service.children(asked.person, ids);
  const errors = problem === undefined ? [] : [{ field: 'with', text: problem, href: '#with' }];
  const model = { askedFor: ids.map((id) => named.get(id)), typed: { with: oneOf(asked.query, 'with') } };
  return repairView(asked, service, {
    view: 'record/merge-which.njk',
    title: 'Merge with another record',
    model,
    errors,
  });
}

async function sideBySide(
  asked: AskedPage,
  service: Service,
  other: OtherChild,
  why: { readonly errors?: readonly FormError[]; readonly notDone?: NotDone },
): Promise<Shown> {
  const here = childOf(asked);
  const today = service.waymark.today();
  const model = {
    other: { ...other, childId: other.known.childId, head: await recordHead(asked, service, other.known, today) },
    fields: identityBeside(asked.person, here, other.known),
    counts: countsOf(here, other.known, today),
    warnings: mergeWarnings(here, other.known, today),
  };
  return repairView(asked, service, {
    view: 'record/merge.njk',
    title: 'Merge two records of one child',
    model,
    ...why,
  });
}

async function beforeMerging(
  asked: AskedPage,
  service: Service,
  other: OtherChild,
  repair: Parameters<typeof previewed>[2],
  fields: readonly FieldBeside[],
): Promise<Shown> {
  const outcome = await previewed(asked, service, repair);
  if ('notDone' in outcome) return sideBySide(asked, service, other, outcome);
  const kept = fields.map(({ field, label, here, there, isDifferent }) => ({
    key: label,
    value: isDifferent
      ? oneOf(asked.body, `keep.${field}`) === 'MERGED'
        ? there
        : here
      : here === 'Not recorded'
        ? there
        : here,
    isNew: isDifferent,
  }));
  const model = { ...outcome, other, kept, mergedId: other.known.childId, entries: other.known.events.length };
  return repairView(asked, service, {
    view: 'record/merge-preview.njk',
    title: 'Check before the records are merged',
    model,
  });
}

const areYouSure = (asked: AskedPage, service: Service, other: OtherChild): Promise<Shown> =>
  repairView(asked, service, {
    view: 'record/merge-sure.njk',
    title: 'Are you sure that these are one child?',
    model: { other, mergedId: other.known.childId },
  });
