import type { Page } from '../page.ts';
import { catalogue } from './catalogue.page.ts';
import { definitionsSideBySide } from './definitions.page.ts';
import { forecast } from './forecast.page.ts';
import { freeze, freezeForm, frozenList, frozenReport } from './frozen.page.ts';
import { funnel } from './funnel.page.ts';
import { measurePage } from './measure.page.ts';
import { measureForPublication } from './public.page.ts';
import { restatedPage } from './restated.page.ts';
import { measureList, measureNotCounted } from './rows.page.ts';
import { commentaryForm, overrideRating, ratingForm, writeCommentary } from './said-about.page.ts';
import { scorecard } from './scorecard.page.ts';

/** The pages of the performance team, in the order of their tabs. */
export const performancePages: readonly Page[] = [
  scorecard,
  commentaryForm,
  writeCommentary,
  ratingForm,
  overrideRating,
  catalogue,
  measurePage,
  measureList,
  measureNotCounted,
  definitionsSideBySide,
  measureForPublication,
  funnel,
  forecast,
  frozenList,
  freezeForm,
  freeze,
  frozenReport,
  restatedPage,
];
