import { z } from 'zod';
import { command } from '../command.ts';
import { identifier } from '../event-type.ts';
import { factsOf, type Fact, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import { isTold } from './told-already.ts';
import { workforceEvents } from './workforce.events.ts';

const { EstablishmentSet, VacancyOpened, VacancyFilled, RecruitmentStageReached } = workforceEvents;

/** The authority on whose stream a service stands, by its code: 330 is `authority-330`. */
const ofAuthority = z.object({ authority: identifier });

/** What may be asked about the posts of a service, on the service's own journey (catalogue A.11). */
export const serviceCommands = {
  SetEstablishment: command(
    ofAuthority.extend(EstablishmentSet.payload.shape),
    (journey, { authority: _, ...asked }) => {
      const ofArea = factsOf(journey, 'EstablishmentSet').filter(({ data }) => data.area === asked.area);
      const last = ofArea.findLast((fact) => fact.on <= asked.from);
      return last?.data.fte === asked.fte ? [] : [{ type: 'EstablishmentSet', data: asked }];
    },
  ),

  OpenVacancy: command(ofAuthority.extend(VacancyOpened.payload.shape), (journey, { authority: _, ...asked }) => {
    if (isTold(journey, 'VacancyOpened', asked)) return [];
    const before = opened(journey, asked.vacancyId);
    if (before !== undefined)
      throw new Refused(
        'a-vacancy-is-opened-once',
        `Vacancy ${asked.vacancyId} was opened on ${before.on}. Give another one an id of its own.`,
      );
    return [{ type: 'VacancyOpened', data: asked }];
  }),

  FillVacancy: command(ofAuthority.extend(VacancyFilled.payload.shape), (journey, { authority: _, ...asked }) => {
    if (isTold(journey, 'VacancyFilled', asked)) return [];
    const { vacancyId, on, fte } = asked;
    const vacancy = opened(journey, vacancyId);
    if (vacancy === undefined)
      throw new Refused(
        'only-an-opened-vacancy-is-filled',
        `No vacancy ${vacancyId} was opened for ${asked.service}. Open it first.`,
      );
    if (on < vacancy.on)
      throw new Refused(
        'a-vacancy-is-filled-after-it-was-opened',
        `Vacancy ${vacancyId} was opened on ${vacancy.on}: ${on} is before that.`,
      );
    const left = Math.round((vacancy.data.fte - filled(journey, vacancyId)) * 100);
    if (Math.round(fte * 100) > left)
      throw new Refused(
        'no-more-is-filled-than-was-open',
        `Of vacancy ${vacancyId} ${left / 100} of a post is left, not ${fte}.`,
      );
    return [{ type: 'VacancyFilled', data: asked }];
  }),

  RecordRecruitmentStage: command(
    ofAuthority.extend(RecruitmentStageReached.payload.shape),
    (journey, { authority: _, ...asked }) => {
      if (isTold(journey, 'RecruitmentStageReached', asked)) return [];
      const over = factsOf(journey, 'RecruitmentStageReached').find(
        ({ data, on }) => data.candidateId === asked.candidateId && isLast(data.stage) && on <= asked.on,
      );
      if (over !== undefined)
        throw new Refused(
          'recruitment-ends-with-a-start-or-a-withdrawal',
          `${asked.candidateId} ${over.data.stage === 'STARTED' ? 'started' : 'withdrew'} on ${over.on}. Give another application an id of its own.`,
        );
      return [{ type: 'RecruitmentStageReached', data: asked }];
    },
  ),
};

const isLast = (stage: string): boolean => stage === 'STARTED' || stage === 'WITHDRAWN';

const opened = (journey: Journey, vacancyId: string): Fact<'VacancyOpened'> | undefined =>
  factsOf(journey, 'VacancyOpened').find(({ data }) => data.vacancyId === vacancyId);

const filled = (journey: Journey, vacancyId: string): number =>
  factsOf(journey, 'VacancyFilled')
    .filter(({ data }) => data.vacancyId === vacancyId)
    .reduce((fte, { data }) => fte + data.fte, 0);
