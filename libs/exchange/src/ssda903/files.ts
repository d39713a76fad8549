/** The files of the looked-after children return (catalogue D.4). */
export const kinds = [
  'header',
  'episodes',
  'uasc',
  'reviews',
  'missing',
  'oc2',
  'oc3',
  'ad1',
  'placed_adoption',
  'prev_perm',
  'sw_episodes',
  'dolo',
] as const;
export type Kind = (typeof kinds)[number];

interface FileOfReturn {
  /** What one row of it is called. */
  readonly record: string;
  /** Columns without which nothing can be said. */
  readonly needed: readonly string[];
  /** Columns that are read where they are there, or known and not needed. */
  readonly known: readonly string[];
}

/** The headers of the return's CSV files (catalogue D.4). DOB and SEX beside a child's number repeat the header file. */
export const files: Readonly<Record<Kind, FileOfReturn>> = {
  header: { record: 'child', needed: ['CHILD', 'SEX', 'DOB', 'ETHNIC'], known: ['UPN', 'MOTHER', 'MC_DOB'] },
  episodes: {
    record: 'episode',
    needed: ['CHILD', 'DECOM', 'RNE', 'LS', 'CIN', 'PLACE', 'DEC', 'REC'],
    known: ['PLACE_PROVIDER', 'REASON_PLACE_CHANGE', 'HOME_POST', 'PL_POST', 'URN'],
  },
  uasc: { record: 'unaccompanied child', needed: ['CHILD', 'DUC'], known: ['SEX', 'DOB'] },
  reviews: { record: 'review', needed: ['CHILD', 'REVIEW', 'REVIEW_CODE'], known: ['DOB'] },
  missing: { record: 'missing episode', needed: ['CHILD', 'MISSING', 'MIS_START', 'MIS_END'], known: ['DOB'] },
  oc2: {
    record: 'health of a child',
    needed: ['CHILD', 'SDQ_SCORE', 'SDQ_REASON', 'IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT'],
    known: ['DOB', 'CONVICTED', 'HEALTH_CHECK', 'SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
  },
  oc3: { record: 'care leaver', needed: ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'], known: [] },
  ad1: {
    record: 'adoption',
    needed: ['CHILD', 'DATE_INT', 'DATE_MATCH'],
    known: ['DOB', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
  },
  placed_adoption: {
    record: 'decision to place for adoption',
    needed: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
    known: ['DOB'],
  },
  prev_perm: { record: 'previous permanence', needed: ['CHILD', 'PREV_PERM', 'DATE_PERM'], known: ['DOB', 'LA_PERM'] },
  sw_episodes: {
    record: 'social worker episode',
    needed: ['CHILD', 'SW_ID', 'SW_DECOM', 'SW_DEC'],
    known: ['DOB', 'SW_REASON'],
  },
  dolo: { record: 'deprivation of liberty order', needed: ['CHILD', 'DOLO_START', 'DOLO_END'], known: ['DOB'] },
};

/** What a header row says the file is: a file of the return, one of them that lacks columns, or none. */
export type Recognised =
  | { readonly kind: Kind; readonly unknown: readonly string[] }
  | { readonly nearly: Kind; readonly lacks: readonly string[] }
  | undefined;

/** Recognises a file by its columns, whatever its name and their order. */
export function recognised(columns: readonly string[]): Recognised {
  const has = new Set(columns);
  const kind = kinds.find((one) => files[one].needed.every((column) => has.has(column)));
  if (kind !== undefined) {
    const { needed, known } = files[kind];
    return { kind, unknown: columns.filter((column) => column !== '' && ![...needed, ...known].includes(column)) };
  }
  const telling = (one: Kind) => files[one].needed.filter((column) => !['CHILD', 'DOB', 'SEX'].includes(column));
  const [nearest] = kinds
    .map((one) => ({ one, share: telling(one).filter((column) => has.has(column)).length / telling(one).length }))
    .sort((a, b) => b.share - a.share);
  if (!nearest || nearest.share < 0.4) return undefined;
  return { nearly: nearest.one, lacks: files[nearest.one].needed.filter((column) => !has.has(column)) };
}
