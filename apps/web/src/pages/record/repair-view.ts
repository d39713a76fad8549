import { oneOf, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import type { NotDone } from './repair.ts';
import { recordAt, recordView } from './record-head.ts';

/** What is wrong with a field of a form, and the element its message leads to. */
export interface FormError {
  readonly field: string;
  readonly text: string;
  readonly href: string;
}

interface RepairShown {
  readonly view: string;
  readonly title: string;
  readonly model: object;
  readonly errors?: readonly FormError[];
  readonly notDone?: NotDone;
}

/** A page of a repair: its form with what was typed, and above it what stands in the way. */
export function repairView(asked: AskedPage, service: Service, shown: RepairShown): Promise<Shown> {
  const { view, title, model, errors = [], notDone } = shown;
  const summary = notDone ? [{ text: notDone.sentence, href: '#repair' }, ...errors] : errors;
  const status = notDone?.status ?? (errors.length > 0 ? 400 : undefined);
  return recordView(asked, service, {
    view,
    title,
    model: {
      typed: typedIn(asked),
      ...model,
      notDone,
      errors: summary,
      wrongIn: Object.fromEntries(errors.map(({ field, text }) => [field, text])),
    },
    ...(status === undefined ? {} : { status }),
  });
}

/** What each page of a repair draws for itself: the versions it shows, and which step comes next. */
const drawnAnew: ReadonlySet<string> = new Set(['version', 'otherVersion', 'step']);

/** What was typed, without the keys that every form carries. */
const typedIn = ({ body }: AskedPage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(body).flatMap((name) => {
      const value = oneOf(body, name);
      return name.startsWith('_') || drawnAnew.has(name) || value === undefined ? [] : [[name, value]];
    }),
  );

/** Whether the second page of a repair, that shows what would move, was confirmed. */
export const isConfirmed = ({ body }: AskedPage): boolean => oneOf(body, 'step') === 'confirm';

/** Whether somebody wants the first page back, with what they typed. */
export const isChanging = ({ body }: AskedPage): boolean => oneOf(body, 'step') === 'change';

/** Back to the chronology, with what was done. */
export const doneAt = (childId: string, text: string, place = 'chronology'): Shown => ({
  redirect: `${recordAt(childId)}${place === '' ? '' : `/${place}`}`,
  says: { kind: 'success', text },
});
