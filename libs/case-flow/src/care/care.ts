import { z } from 'zod';
import { supersededPlan } from '../child-in-need-plan/superseded.ts';
import { command } from '../command.ts';
import { identifier, text } from '../event-type.ts';
import { anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { careEvents } from './care.events.ts';
import {
  aChildUnderEighteen,
  aPeriodOfCare,
  noOpenPeriod,
  notBeforeTheLatestPlacement,
  onTheDayThatEndsCare,
  stillLookedAfter,
} from './care.rules.ts';
import { duringCareCommands } from './during-care.ts';
import { isShortBreak, legalStatusOn, periodsOfCare, type PeriodOfCare } from './periods-of-care.ts';
import { recordingCommands } from './recordings.ts';
import { respiteStays } from './respite-stays.ts';

const child = z.object({ childId: identifier });
const started = child
  .extend(careEvents.CareStarted.payload.shape)
  .partial({ periodId: true })
  .omit({ rne: true })
  .extend({ homePostcode: text.optional(), placementPostcode: text.optional() });
const legalChange = child.extend(careEvents.LegalStatusChanged.payload.shape);
const placementChange = child
  .extend(careEvents.PlacementStarted.payload.shape)
  .partial({ placementId: true })
  .extend({ changeReason: careEvents.PlacementEnded.payload.shape.changeReason.unwrap(), postcode: text.optional() });
const ceased = child.extend(careEvents.CareCeased.payload.shape);
const stayed = child.extend(careEvents.RespiteStayRecorded.payload.shape);

/** Periods of care and the episodes in them (catalogue A.9, A.14). */
const periodCommands = {
  StartCare: command(started, (journey, { childId: _, homePostcode, placementPostcode, ...asked }, { newId }) => {
    const { startedOn, legalStatus, placement } = asked;
    const { caseId } = anAcceptedCase(journey, asked.caseId, startedOn);
    const isKnown = periodsOfCare(journey).some(
      (one) => one.startedOn === startedOn && one.started.data.legalStatus === legalStatus,
    );
    if (isKnown) return [];
    aChildUnderEighteen(journey, startedOn);
    noOpenPeriod(journey, startedOn);
    const periodId = asked.periodId ?? newId();
    const first = placement && { ...placement, placementId: placement.placementId ?? newId() };
    const data = {
      ...asked,
      periodId,
      caseId,
      rne: 'S' as const,
      ...(first === undefined ? {} : { placement: first }),
    };
    const personal = present({ homePostcode, placementPostcode });
    return [
      { type: 'CareStarted', data, ...personal },
      // Short breaks are a service to a child in need: their plan goes on.
      ...(isShortBreak(legalStatus) ? [] : supersededPlan(journey, startedOn, 'BECAME_CLA')),
    ];
  }),

  ChangeLegalStatus: command(legalChange, (journey, { childId: _, ...asked }) => {
    const period = stillLookedAfter(journey, asked.periodId, asked.on);
    if (legalStatusOn(period, asked.on) === asked.legalStatus) return [];
    return [{ type: 'LegalStatusChanged', data: { ...asked, ...idsOf(period) } }];
  }),

  ChangePlacement: command(placementChange, (journey, { childId: _, changeReason, postcode, ...asked }, { newId }) => {
    const { on, type, provider } = asked;
    const period = stillLookedAfter(journey, asked.periodId, on);
    const latest = period.placements.at(-1);
    if (latest?.from === on && latest.type === type && latest.provider === provider) return [];
    notBeforeTheLatestPlacement(period, on);
    const ids = idsOf(period);
    const placementId = asked.placementId ?? newId();
    const placed = {
      type: 'PlacementStarted' as const,
      data: { ...asked, ...ids, placementId },
      ...present({ postcode }),
    };
    if (latest === undefined || latest.to !== undefined) return [placed];
    return [{ type: 'PlacementEnded', data: { ...ids, placementId: latest.placementId, on, changeReason } }, placed];
  }),

  CeaseCare: command(ceased, (journey, { childId: _, ...asked }) => {
    const period = aPeriodOfCare(journey, asked.periodId, asked.ceasedOn);
    const { ceasedOn, reasonCeased } = period;
    if (ceasedOn === asked.ceasedOn && reasonCeased === asked.reason) return [];
    if (ceasedOn !== undefined)
      throw new Refused(
        'only-a-looked-after-child-ceases-care',
        `This period of care ceased on ${ceasedOn}. Correct that end if it is wrong.`,
      );
    onTheDayThatEndsCare(journey, asked.reason, asked.ceasedOn);
    return [{ type: 'CareCeased', data: { ...asked, ...idsOf(period) } }];
  }),

  RecordRespiteStay: command(stayed, (journey, { childId: _, ...asked }, { newId }) => {
    const { from, until } = asked;
    const { caseId } = anAcceptedCase(journey, asked.caseId, from);
    if (respiteStays(journey).some((one) => one.from === from && one.until === until)) return [];
    if (until < from)
      throw new Refused(
        'a-respite-stay-ends-on-or-after-its-start',
        `The stay would end on ${until}, before it started on ${from}. Check the two days.`,
      );
    return [{ type: 'RespiteStayRecorded', data: { ...asked, stayId: asked.stayId ?? newId(), caseId } }];
  }),
};

/** What may be asked of care, and what follows. */
export const careCommands = { ...periodCommands, ...duringCareCommands, ...recordingCommands };

/** The ids a follow-up fact is given, so that it never depends on dates alone. */
const idsOf = ({ periodId, caseId }: PeriodOfCare) => ({
  periodId,
  ...(caseId === undefined ? {} : { caseId }),
});

/** The personal part with the fields that were given, or nothing. */
function present(fields: Readonly<Record<string, string | undefined>>): { readonly personal?: Record<string, string> } {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? {} : { personal: Object.fromEntries(given) };
}
