import type { Holder } from '@idem/testing';
import { EXPIRES, type GenuineCase, ISSUED, issue, shoot, type Values } from './genuine-case.js';

const home = { street: '12 Mill Lane', city: 'Neath', province: 'XX', postalCode: 'SA11 3LW' };
const sarah: Holder = {
  surname: 'Morgan',
  givenNames: 'Sarah Meredyth',
  sex: 'F',
  dateOfBirth: '1976-03-11',
  placeOfBirth: 'Neath',
  nationality: 'GBR',
  address: home,
};

interface Licence {
  readonly what: string;
  readonly specimen: string;
  readonly number: string;
  readonly holder: Pick<Holder, 'surname' | 'givenNames' | 'dateOfBirth' | 'nationality'> & {
    readonly city: string;
  };
  readonly values: Pick<Values, 'issuing_country' | 'first_name' | 'last_name' | 'dob'> & Partial<Values>;
}

/** What the directive's layout bears: no captions, the state in its own words or by its sign alone. */
const LICENCES: readonly Licence[] = [
  {
    what: 'a British licence: the sign UK, no name of a country, a title before the names and an issue number behind the number',
    specimen: 'gbr-driving-licence',
    number: 'MORGA753116SM9IJ',
    holder: { ...sarah, city: 'Neath' },
    values: {
      issuing_country: 'GB',
      first_name: 'Sarah Meredyth',
      last_name: 'Morgan',
      dob: { year: 1976, month: 3, day: 11 },
    },
  },
  {
    what: 'an Irish licence: the sign IRL and no name of a country',
    specimen: 'irl-driving-licence',
    number: '204817MKDN',
    holder: {
      surname: 'Brennan',
      givenNames: 'Aoife',
      dateOfBirth: '1988-11-23',
      nationality: 'IRL',
      city: 'Galway',
    },
    values: {
      issuing_country: 'IE',
      first_name: 'Aoife',
      last_name: 'Brennan',
      dob: { year: 1988, month: 11, day: 23 },
    },
  },
  {
    what: 'a Lithuanian licence: LIETUVOS RESPUBLIKA',
    specimen: 'ltu-driving-licence',
    number: '20481736',
    holder: {
      surname: 'Kazlauskas',
      givenNames: 'Monika',
      dateOfBirth: '1991-06-30',
      nationality: 'LTU',
      city: 'Kaunas',
    },
    values: {
      issuing_country: 'LT',
      first_name: 'Monika',
      last_name: 'Kazlauskas',
      dob: { year: 1991, month: 6, day: 30 },
    },
  },
  {
    what: 'an Estonian licence: EESTI VABARIIK',
    specimen: 'est-driving-licence',
    number: 'ET204817',
    holder: {
      surname: 'Tamm',
      givenNames: 'Liis',
      dateOfBirth: '1985-02-08',
      nationality: 'EST',
      city: 'Tartu',
    },
    values: {
      issuing_country: 'EE',
      first_name: 'Liis',
      last_name: 'Tamm',
      dob: { year: 1985, month: 2, day: 8 },
    },
  },
  {
    what: 'a Norwegian licence: NORGE NOREG',
    specimen: 'nor-driving-licence',
    number: '20 48 173664 2',
    holder: {
      surname: 'Hansen',
      givenNames: 'Ingrid Marie',
      dateOfBirth: '1979-09-17',
      nationality: 'NOR',
      city: 'Bergen',
    },
    values: {
      issuing_country: 'NO',
      first_name: 'Ingrid Marie',
      last_name: 'Hansen',
      dob: { year: 1979, month: 9, day: 17 },
      // Spaces part its digits in print and are no part of it.
      number: '20481736642',
    },
  },
];

const WITH_ZONE: readonly Licence[] = [
  {
    what: 'a French licence with one line of zone',
    specimen: 'fra-driving-licence',
    number: '21KD48203',
    holder: {
      surname: 'Lefebvre-Dumont',
      givenNames: 'Camille',
      dateOfBirth: '1990-05-04',
      nationality: 'FRA',
      city: 'Rouen',
    },
    values: {
      issuing_country: 'FR',
      first_name: 'Camille',
      last_name: 'Lefebvre-Dumont',
      dob: { year: 1990, month: 5, day: 4 },
    },
  },
  {
    what: 'a Dutch licence with one line of zone',
    specimen: 'nld-driving-licence',
    number: '4820173356',
    holder: {
      surname: 'de Jong',
      givenNames: 'Lotte Marieke',
      dateOfBirth: '1993-12-19',
      nationality: 'NLD',
      city: 'Utrecht',
    },
    values: {
      issuing_country: 'NL',
      first_name: 'Lotte Marieke',
      last_name: 'de Jong',
      dob: { year: 1993, month: 12, day: 19 },
    },
  },
  {
    what: 'a Swiss licence with zone lines of 9, 30 and 30',
    specimen: 'che-driving-licence',
    number: '417320569097',
    holder: {
      surname: 'Brunner',
      givenNames: 'Noemi Lara',
      dateOfBirth: '1991-06-22',
      nationality: 'CHE',
      city: 'Olten',
    },
    values: {
      issuing_country: 'CH',
      first_name: 'Noemi Lara',
      last_name: 'Brunner',
      dob: { year: 1991, month: 6, day: 22 },
    },
  },
];

const caseOf =
  (kind: string) =>
  ({ what, specimen, number, holder: { city, ...person }, values }: Licence): GenuineCase => ({
    kind,
    what,
    values: { type: 'driving_license', number, expiration_date: EXPIRES, ...values },
    pictures: async () => {
      const holder: Holder = { ...sarah, ...person, placeOfBirth: city, address: { ...home, city } };
      return shoot(await issue(specimen, holder, { number, issued: ISSUED }));
    },
  });

export const licences: readonly GenuineCase[] = [
  ...LICENCES.map(caseOf('G1')),
  ...WITH_ZONE.map(caseOf('G6')),
];
