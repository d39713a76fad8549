import { openGovernmentLicence } from '../published-names.ts';

/** People aged 0 to 17 in England in the middle of each year. Earlier releases of one year stand before later ones. */
export const populationOfEngland = {
  source:
    'Office for National Statistics, mid-year population estimates, and Department for Education, Children in need 2024',
  licence: openGovernmentLicence,
  estimates: [
    [2012, 11_403_970, 'MYE2024'],
    [2013, 11_473_080, 'MYE2024'],
    [2014, 11_535_489, 'MYE2024'],
    [2015, 11_593_891, 'MYE2024'],
    [2016, 11_671_521, 'MYE2024'],
    [2017, 11_716_740, 'MYE2024'],
    [2018, 11_755_593, 'MYE2024'],
    [2019, 11_790_492, 'MYE2024'],
    [2020, 11_787_794, 'MYE2024'],
    [2021, 11_762_878, 'MYE2024'],
    // What the rates of the Children in need release of 2024 are of, and then the estimates as they were revised.
    [2022, 11_885_789, 'CIN2024'],
    [2023, 11_998_646, 'CIN2024'],
    [2022, 11_901_267, 'MYE2024'],
    [2023, 12_059_476, 'MYE2024'],
    [2024, 12_183_016, 'MYE2024'],
  ],
} as const;
