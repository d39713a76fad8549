import { flow, measure, type Measure } from '#measures/measure';
import { initialConferences } from './initial-conferences.projection.ts';

const timed = flow(initialConferences, 'heldOn', { where: { isTransferIn: false, isTimed: true } });

export const ic02 = measure({
  id: 'IC-02',
  title: 'Initial conferences within 15 working days',
  definition:
    'Of the initial conferences held in the period that follow a section 47 enquiry, those held on or before the 15th working day after the strategy discussion that began it. A conference before its enquiry began, and one whose enquiry is not known, is left out.',
  source: 'CIN census guide 2023-24, 4.12.2; LG Inform 3217; catalogue C.4 IC-02, G2, G38',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(initialConferences, 'heldOn', { where: { isTransferIn: false, isTimed: true, inTime: true } }),
  denominator: timed,
});

export const ic02Bands: Measure = {
  id: 'IC-02.bands',
  title: 'Initial conferences by working days after the strategy discussion',
  definition:
    'Initial conferences held in the period that follow a section 47 enquiry, by the working days after the strategy discussion that began it.',
  source: ic02.source,
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: timed,
  grouping: { column: 'band' },
};

export const ic02TransferIn = measure({
  id: 'IC-02T',
  title: 'Receiving conferences within 15 working days',
  definition:
    'Of the conferences held in the period for children who moved here with a child protection plan, those held on or before the 15th working day after the other authority gave notice.',
  source: 'CIN census guide 2023-24, 4.1.1 and 4.8; catalogue C.4 IC-02T, G38',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(initialConferences, 'heldOn', { where: { isTransferIn: true, inTime: true } }),
  denominator: flow(initialConferences, 'heldOn', { where: { isTransferIn: true } }),
});

export const ic02Late: Measure = {
  id: 'IC-02.late',
  title: 'Late initial conferences, by reason',
  definition:
    'Initial conferences held in the period that follow a section 47 enquiry and were held after the 15th working day, by the reason given for it.',
  source: `${ic02.source}; catalogue B.8 (late reason)`,
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(initialConferences, 'heldOn', { where: { isTransferIn: false, isTimed: true, inTime: false } }),
  grouping: { column: 'lateReason' },
};
