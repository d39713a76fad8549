import { startOfLondonDay } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { adopterGender, adopterStatus, adoptionReversal } from '#case-flow/leaver-codes';
import { missingKind, reviewParticipation, socialWorkerChangeReason } from '#case-flow/looked-after-codes';
import { importedEvent } from '../imported.ts';
import { refuse, type Rule } from '../remarks.ts';
import type { Cells } from './cells.ts';
import type { ReadRow } from './person-rows.ts';

/** A day gone by that the row cannot do without. */
function dayBy(cells: Cells, column: string, wrong: Rule, tooLate: Rule, latest: PlainDate): PlainDate {
  const day = cells.day(column, wrong);
  return day <= latest ? day : refuse(tooLate, `${column} is ${day}, after ${latest}, the day the return speaks of.`);
}

/** Both days of a stretch; one that ends before it starts is refused. */
function stretch(
  cells: Cells,
  columns: { readonly from: string; readonly until: string },
  rules: { readonly from: Rule; readonly late: Rule; readonly until: Rule; readonly order: Rule },
  latest: PlainDate,
) {
  const from = dayBy(cells, columns.from, rules.from, rules.late, latest);
  const until = cells.endingDay(columns.until, rules.until, latest);
  if (until !== undefined && until < from)
    refuse(rules.order, `${columns.until} ${until} is before ${columns.from} ${from}.`);
  return { from, until };
}

/** A review of a looked-after child. */
export const reviewRow: ReadRow = (cells, where, childId, { latest }) => {
  const rule = { rule: 'a-review-has-its-day', dfe: '166' };
  const heldOn = dayBy(cells, 'REVIEW', rule, { rule: 'a-review-is-held-by-the-end-of-the-return' }, latest);
  const participation = cells.codeOrNote('REVIEW_CODE', reviewParticipation, {
    rule: 'a-participation-is-of-its-set',
    dfe: '167',
  });
  const reviewId = `${childId}:review:${heldOn}`;
  return [
    importedEvent(where, childId, 'CareReviewHeld', {
      reviewId,
      heldOn,
      ...(participation === undefined ? {} : { participation }),
    }),
  ];
};

/** A child missing, or away without authorisation. The return knows days and no hours: the day's first instant stands in. */
export const missingRow: ReadRow = (cells, where, childId, { latest }) => {
  const kind = cells.code('MISSING', missingKind, { rule: 'a-missing-episode-is-of-its-set', dfe: '1006' });
  const { from, until } = stretch(
    cells,
    { from: 'MIS_START', until: 'MIS_END' },
    {
      from: { rule: 'a-missing-episode-has-its-day', dfe: '1004' },
      late: { rule: 'a-missing-episode-starts-by-the-end-of-the-return', dfe: '570' },
      until: { rule: 'a-missing-episode-ends-on-a-day', dfe: '1005' },
      order: { rule: 'a-missing-episode-ends-after-it-starts', dfe: '567' },
    },
    latest,
  );
  const missingId = `${childId}:missing:${from}`;
  return [
    importedEvent(where, childId, 'MissingEpisodeStarted', { missingId, from: startOfLondonDay(from), kind }),
    ...(until === undefined
      ? []
      : [importedEvent(where, childId, 'MissingEpisodeEnded', { missingId, until: startOfLondonDay(until) })]),
  ];
};

/** Who held a child's case as social worker (from 2023-24 on). */
export const socialWorkerRow: ReadRow = (cells, where, childId, { latest }) => {
  const workerId = cells.workerId('SW_ID', { rule: 'a-social-worker-episode-names-the-worker', dfe: 'SW03STG1' });
  const { from, until } = stretch(
    cells,
    { from: 'SW_DECOM', until: 'SW_DEC' },
    {
      from: { rule: 'a-social-worker-episode-has-its-day', dfe: 'SW04STG1' },
      late: { rule: 'a-social-worker-episode-starts-by-the-end-of-the-return', dfe: 'SW06STG2' },
      until: { rule: 'a-social-worker-episode-ends-on-a-day', dfe: 'SW05STG1' },
      order: { rule: 'a-social-worker-episode-ends-after-it-starts', dfe: 'SW10STG2' },
    },
    latest,
  );
  const reason = cells.codeOrNote('SW_REASON', socialWorkerChangeReason, {
    rule: 'a-reason-for-a-change-of-social-worker-is-of-its-set',
    dfe: 'SW13STG1',
  });
  return [
    importedEvent(where, childId, 'CaseAllocated', { workerId, role: 'LEAD_SW', from }),
    ...(until === undefined
      ? []
      : [
          importedEvent(where, childId, 'CaseDeallocated', {
            workerId,
            until,
            ...(reason === undefined ? {} : { reason }),
          }),
        ]),
  ];
};

/** An order that deprives a child of liberty (from 2025-26 on). */
export const libertyRow: ReadRow = (cells, where, childId, { latest }) => {
  const { from, until } = stretch(
    cells,
    { from: 'DOLO_START', until: 'DOLO_END' },
    {
      from: { rule: 'an-order-has-its-day', dfe: '700' },
      late: { rule: 'an-order-starts-by-the-end-of-the-return', dfe: '703' },
      until: { rule: 'an-order-ends-on-a-day', dfe: '701' },
      order: { rule: 'an-order-ends-after-it-starts', dfe: '702' },
    },
    latest,
  );
  const orderId = `${childId}:order:${from}`;
  return [
    importedEvent(where, childId, 'DolOrderStarted', { orderId, from }),
    ...(until === undefined ? [] : [importedEvent(where, childId, 'DolOrderEnded', { orderId, until })]),
  ];
};

/** The decision that a child should be placed for adoption, and that it no longer should. */
export const decisionRow: ReadRow = (cells, where, childId, { latest }) => {
  const rule = { rule: 'a-decision-to-place-has-its-day', dfe: '115' };
  const on = dayBy(
    cells,
    'DATE_PLACED',
    rule,
    { rule: 'a-decision-to-place-is-made-by-the-end-of-the-return', dfe: '117' },
    latest,
  );
  const ceased = cells.endingDay('DATE_PLACED_CEASED', { rule: 'a-reversal-is-a-day', dfe: '116' }, latest);
  if (ceased !== undefined && ceased < on)
    refuse(
      { rule: 'a-decision-is-reversed-after-it-is-made', dfe: '522' },
      `DATE_PLACED_CEASED ${ceased} is before DATE_PLACED ${on}.`,
    );
  const reason = cells.codeOrNote('REASON_PLACED_CEASED', adoptionReversal, {
    rule: 'a-reason-for-reversal-is-of-its-set',
    dfe: '120',
  });
  if ((ceased === undefined) !== (cells.text('REASON_PLACED_CEASED') === undefined))
    cells.note(
      { rule: 'a-reversal-has-day-and-reason', dfe: '119' },
      'Of day and reason of the reversal only one is there.',
    );
  return [
    importedEvent(where, childId, 'AdoptionDecisionMade', { on }),
    ...(ceased === undefined
      ? []
      : [
          importedEvent(where, childId, 'AdoptionDecisionReversed', {
            on: ceased,
            ...(reason === undefined ? {} : { reason }),
          }),
        ]),
  ];
};

/** An adopted child: the decision, the match and the adopters. */
export const adoptionRow: ReadRow = (cells, where, childId, { latest }) => {
  const late = { rule: 'an-adoption-is-prepared-by-the-end-of-the-return', dfe: '117' };
  const decidedOn = dayBy(cells, 'DATE_INT', { rule: 'a-decision-for-adoption-has-its-day', dfe: '112' }, late, latest);
  const matchedOn = dayBy(cells, 'DATE_MATCH', { rule: 'a-match-has-its-day', dfe: '113' }, late, latest);
  if (matchedOn < decidedOn)
    cells.note(
      { rule: 'a-match-follows-the-decision', dfe: '333' },
      `DATE_MATCH ${matchedOn} is before DATE_INT ${decidedOn}.`,
    );
  const adoptersFostered = cells.flag('FOSTER_CARE', { rule: 'a-status-of-carers-is-0-or-1', dfe: '114' });
  const gender = cells.codeOrNote('SEX_ADOPTR', adopterGender, {
    rule: 'a-gender-of-adopters-is-of-its-set',
    dfe: '176',
  });
  const status = cells.codeOrNote('LS_ADOPTR', adopterStatus, {
    rule: 'a-status-of-adopters-is-of-its-set',
    dfe: '177',
  });
  const adopters = adoptersOf(cells);
  return [
    importedEvent(where, childId, 'AdoptionDecisionMade', { on: decidedOn }),
    importedEvent(where, childId, 'AdoptionMatched', {
      on: matchedOn,
      ...(adoptersFostered === undefined ? {} : { adoptersFostered }),
      ...(adopters === undefined ? {} : { adopters }),
      ...(gender === undefined ? {} : { adopterGender: gender }),
      ...(status === undefined ? {} : { adopterStatus: status }),
    }),
  ];
};

function adoptersOf(cells: Cells): 1 | 2 | undefined {
  const text = cells.text('NB_ADOPTR')?.replace(/\.0+$/, '');
  if (text === '1' || text === '2') return text === '1' ? 1 : 2;
  if (text !== undefined)
    cells.note(
      { rule: 'a-number-of-adopters-is-1-or-2', dfe: '175' },
      `NB_ADOPTR is "${text.slice(0, 20)}": left out.`,
    );
  return undefined;
}
