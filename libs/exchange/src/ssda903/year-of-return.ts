import { dateOf, isPlainDate, yearOf, type PlainDate } from '#calendar/plain-date';

/** The day a return speaks of at its latest: its 31 March, or today while that is still to come. */
export interface Return {
  readonly latest: PlainDate;
  /** Its 31 March. */
  readonly yearEnd: PlainDate;
}

/** Of which year a return is, as far as its episodes tell. */
export class YearOfReturn {
  private latestStart: PlainDate | undefined;

  constructor(private readonly today: PlainDate) {}

  saw(startedOn: PlainDate): void {
    if (this.latestStart === undefined || startedOn > this.latestStart) this.latestStart = startedOn;
  }

  return(): Return {
    if (this.latestStart === undefined) return { latest: this.today, yearEnd: this.today };
    const march = `${yearOf(this.latestStart)}-03-31`;
    const yearEnd =
      isPlainDate(march) && this.latestStart <= march ? march : dateOf(yearOf(this.latestStart) + 1, 3, 31);
    return { yearEnd, latest: yearEnd < this.today ? yearEnd : this.today };
  }
}
