import { earliest, type PlainDate } from '#calendar/plain-date';
import { conferenceDueOn } from '#case-flow/section-47-enquiry/section-47-enquiries';
import type { NewEvent } from '#case-flow/event';
import { importedEvent, type Reading, type Where } from '../imported.ts';
import { attempt, refusedAs } from '../remarks.ts';
import { Block, dayText } from './block.ts';
import { conferenceReading } from './conference.ts';
import type { Element } from './elements.ts';
import type { InCase } from './referral.ts';

/** A section 47 enquiry, and the initial conference that followed it if one did. */
export function enquiryReadings(element: Element, inCase: InCase): readonly Reading[] {
  const { file, latest, childId, caseId } = inCase;
  const where: Where = { file, line: element.line, record: 'section 47 enquiry' };
  const block = new Block(element, latest, [
    'S47ActualStartDate',
    'InitialCPCtarget',
    'DateOfInitialCPC',
    'ICPCnotRequired',
  ]);
  const s47Id = `${caseId}:enquiry:${dayText(block.all('S47ActualStartDate')[0])}`;
  const enquiry = inCase.isRefused
    ? refusedAs(where, inCase.isRefused)
    : attempt(where, block, () => enquiryEvents(block, where, childId, { s47Id, caseId }));
  const held = block.all('DateOfInitialCPC').find((one) => one.text.trim() !== '');
  if (!held) return [enquiry];
  const because =
    enquiry.kind === 'read'
      ? {}
      : {
          isRefused: inCase.isRefused ?? {
            rule: 'its-enquiry-was-refused',
            sentence: `The section 47 enquiry on line ${element.line} was refused, and so is this.`,
          },
        };
  return [enquiry, conferenceReading(held, { ...inCase, ...because }, { s47Id })];
}

/**
 * The census does not say when an enquiry was concluded. With a conference that is by the day of the conference; without
 * one, where none was required, by the day a conference would have been due (15 working days), or the day the file speaks
 * of if that is sooner. Where neither is told the enquiry is still open.
 */
function enquiryEvents(
  block: Block,
  where: Where,
  childId: string,
  ids: { readonly s47Id: string; readonly caseId: string },
): readonly NewEvent[] {
  const startedOn = block.compulsoryDay(
    'S47ActualStartDate',
    { rule: 'an-enquiry-has-its-day', dfe: '8615' },
    { rule: 'an-enquiry-is-not-after-the-reference-date', dfe: '8740' },
  );
  const target = block.optionalDay('InitialCPCtarget', { rule: 'a-conference-target-is-a-day' });
  const notRequired = block.truth('ICPCnotRequired');
  if (notRequired === undefined)
    block.note(
      { rule: 'an-enquiry-says-whether-a-conference-was-required' },
      '<ICPCnotRequired> is missing or neither true nor false.',
    );
  const heldOn = block.optionalDay('DateOfInitialCPC', {
    rule: 'a-conference-is-not-after-the-reference-date',
    dfe: '8715',
  });
  const held = heldOn !== undefined && heldOn <= block.latest ? heldOn : undefined;
  if (held !== undefined && notRequired === true)
    block.note(
      { rule: 'a-conference-not-required-was-not-held' },
      `<ICPCnotRequired> is true, and a conference was held on ${held}: the conference is believed.`,
    );
  return [
    importedEvent(
      where,
      childId,
      'Section47Started',
      { ...ids, startedOn, ...(target === undefined ? {} : { icpcTargetOn: target }) },
      { identity: { ids, startedOn } },
    ),
    ...concluded(startedOn, held, notRequired, block.latest).map((data) =>
      importedEvent(
        where,
        childId,
        'Section47Concluded',
        { ...ids, ...data },
        { identity: { ids, required: data.icpcRequired } },
      ),
    ),
  ];
}

function concluded(
  startedOn: PlainDate,
  heldOn: PlainDate | undefined,
  notRequired: boolean | undefined,
  latest: PlainDate,
) {
  if (heldOn !== undefined) return [{ concludedOn: heldOn, outcome: 'ICPC' as const, icpcRequired: true }];
  return notRequired === true
    ? [{ concludedOn: earliest(conferenceDueOn(startedOn), latest)!, icpcRequired: false }]
    : [];
}
