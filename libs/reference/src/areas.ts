/** The statistics code of England and its regions, by which their streams are named: `authority-E92000001`. */
const codes: Readonly<Record<string, string>> = {
  England: 'E92000001',
  'North East': 'E12000001',
  'North West': 'E12000002',
  'Yorkshire and The Humber': 'E12000003',
  'East Midlands': 'E12000004',
  'West Midlands': 'E12000005',
  'East of England': 'E12000006',
  London: 'E12000007',
  'South East': 'E12000008',
  'South West': 'E12000009',
  'Inner London': 'E13000001',
  'Outer London': 'E13000002',
};

/** England and its nine regions by name. */
export const englandAndRegions: readonly string[] = Object.keys(codes).filter((name) => !/(Inn|Out)er/.test(name));

/** The stream that the reference data of an area stands on: `authority-330`, `authority-E92000001`. Undefined for a name there is not. */
export function areaStream(area: string): `authority-${string}` | undefined {
  if (/^\d{3}$/.test(area)) return `authority-${area}`;
  return Object.hasOwn(codes, area) ? `authority-${codes[area]}` : undefined;
}
