import type { Page } from '../page.ts';
import { allSteps } from './all-steps.page.ts';
import { recordInRegister, registerForm } from './register-command.page.ts';
import { recordStep, stepForm } from './step.page.ts';

/** The steps of every process as forms, on a child's record and in the register. */
export const stepPages: readonly Page[] = [allSteps, stepForm, recordStep, registerForm, recordInRegister];
