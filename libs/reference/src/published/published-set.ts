/** What one published table says of one measure: a value a year for England and its regions. A gap is null. */
export interface PublishedSet {
  readonly measure: string;
  readonly source: string;
  readonly licence: string;
  /** The year the first value is for: ending 31 March of it; of the workforce 30 September. */
  readonly fromYear: number;
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}
