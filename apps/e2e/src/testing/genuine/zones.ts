import type { CaptureOptions, Holder } from '@idem/testing';
import type { SpecimenChoices } from '@idem/testing/documents/specimens';
import { EXPIRES, type GenuineCase, issue, shoot, type Values } from './genuine-case.js';

const pilar: Holder = {
  surname: 'Gutiérrez Solano',
  givenNames: 'María Pilar',
  sex: 'F',
  dateOfBirth: '1948-05-23',
  placeOfBirth: 'Sevilla',
  nationality: 'ESP',
  address: { street: 'Calle Real 12', city: 'Sevilla', province: 'XX', postalCode: '41001' },
};

interface Zoned {
  readonly kind: string;
  readonly what: string;
  readonly specimen: string;
  readonly holder: Partial<Holder>;
  readonly choices?: SpecimenChoices;
  readonly capture?: CaptureOptions;
  readonly values: Omit<Values, 'expiration_date'> & Partial<Pick<Values, 'expiration_date'>>;
}

const CASES: readonly Zoned[] = [
  {
    kind: 'G2',
    what: 'a Spanish card without an end: 990101 in the zone, 01 01 9999 in print',
    specimen: 'esp-id-card',
    holder: pilar,
    choices: { number: 'CHB482019', issued: '2019-02-11', expires: '9999-01-01', optionalData: '20481736Y' },
    values: {
      type: 'id_card',
      issuing_country: 'ES',
      first_name: 'Maria Pilar',
      last_name: 'Gutierrez Solano',
      number: 'CHB482019',
      dob: { year: 1948, month: 5, day: 23 },
      expiration_date: null,
      sex: 'female',
    },
  },
  {
    kind: 'G3',
    what: 'a passport whose holder is over a hundred',
    specimen: 'ita-passport',
    holder: { surname: 'Colombo', givenNames: 'Ada', dateOfBirth: '1925-03-14', nationality: 'ITA' },
    choices: { number: 'YA4820173' },
    values: {
      type: 'passport',
      issuing_country: 'IT',
      first_name: 'Ada',
      last_name: 'Colombo',
      number: 'YA4820173',
      dob: { year: 1925, month: 3, day: 14 },
    },
  },
  {
    kind: 'G3',
    what: 'a card whose holder is over a hundred',
    specimen: 'deu-id-card',
    holder: { surname: 'Hartmann', givenNames: 'Elfriede', dateOfBirth: '1924-10-02', nationality: 'DEU' },
    choices: { number: 'L4K82M3N7' },
    values: {
      type: 'id_card',
      issuing_country: 'DE',
      first_name: 'Elfriede',
      last_name: 'Hartmann',
      number: 'L4K82M3N7',
      dob: { year: 1924, month: 10, day: 2 },
    },
  },
  {
    kind: 'G4',
    what: 'an Indian passport: given names alone, the line of the surname empty',
    specimen: 'ind-passport',
    holder: { surname: '', givenNames: 'Rajeshwari Devi', dateOfBirth: '1984-03-17', nationality: 'IND' },
    choices: { number: 'K3041827' },
    values: {
      type: 'passport',
      issuing_country: 'IN',
      first_name: 'Rajeshwari Devi',
      last_name: null,
      number: 'K3041827',
      dob: { year: 1984, month: 3, day: 17 },
    },
  },
  {
    kind: 'G4',
    what: 'a Dutch card whose zone cuts the names off: CHRISTINAM',
    specimen: 'nld-id-card',
    holder: {
      surname: 'van der Meulenberg',
      givenNames: 'Christina Margaretha',
      dateOfBirth: '1979-02-28',
      nationality: 'NLD',
    },
    choices: { number: 'IRX20HF48' },
    values: {
      type: 'id_card',
      issuing_country: 'NL',
      first_name: 'Christina Margaretha',
      last_name: 'Van Der Meulenberg',
      number: 'IRX20HF48',
      dob: { year: 1979, month: 2, day: 28 },
    },
  },
  {
    kind: 'G5',
    what: 'a card whose printed number is misread in one character that a check digit proves',
    specimen: 'ita-id-card',
    holder: { surname: 'Ferrari', givenNames: 'Giulia', dateOfBirth: '1987-01-29', nationality: 'ITA' },
    choices: { number: 'CA48217KX', alteration: { number: 'CA48Z17KX' } },
    values: {
      type: 'id_card',
      issuing_country: 'IT',
      first_name: 'Giulia',
      last_name: 'Ferrari',
      number: 'CA48217KX',
      dob: { year: 1987, month: 1, day: 29 },
    },
  },
  {
    kind: 'G13',
    what: 'accented capitals: RODRÍGUEZ LUCÍA',
    specimen: 'esp-passport',
    holder: {
      surname: 'Rodríguez Núñez',
      givenNames: 'Lucía',
      dateOfBirth: '1992-07-30',
      nationality: 'ESP',
    },
    choices: { number: 'PAB482017' },
    values: {
      type: 'passport',
      issuing_country: 'ES',
      first_name: 'Lucia',
      last_name: 'Rodriguez Nunez',
      number: 'PAB482017',
      dob: { year: 1992, month: 7, day: 30 },
    },
  },
  {
    kind: 'G13',
    what: 'capitals of Turkey: ŞAHİN IŞIL',
    specimen: 'tur-id-card',
    holder: { surname: 'Şahin', givenNames: 'Işıl', dateOfBirth: '1990-08-25', nationality: 'TUR' },
    choices: { number: 'A17K53924' },
    values: {
      type: 'id_card',
      issuing_country: 'TR',
      first_name: 'Isil',
      last_name: 'Sahin',
      number: 'A17K53924',
      dob: { year: 1990, month: 8, day: 25 },
    },
  },
  {
    kind: 'G13',
    what: 'names that the zone cut and the card bears whole: FRANZIS',
    specimen: 'aut-id-card',
    holder: {
      surname: 'Hohenberger-Mayrhofer',
      givenNames: 'Franziska Margarethe',
      dateOfBirth: '1983-11-06',
      nationality: 'AUT',
    },
    choices: { number: '204817365' },
    values: {
      type: 'id_card',
      issuing_country: 'AT',
      first_name: 'Franziska Margarethe',
      last_name: 'Hohenberger-Mayrhofer',
      number: '204817365',
      dob: { year: 1983, month: 11, day: 6 },
    },
  },
];

/** How a Polish passport is photographed, its dates in two languages: `15 KWI/APR 2031`. */
const POLISH: readonly (readonly [how: string, capture: CaptureOptions])[] = [
  ['in a sleeve that shines', { glare: 0.35, blur: 0.9 }],
  ['on a bright ground', { background: 'plain', brightness: 1.05, shade: 0.1 }],
  ['turned by 20°', { rotation: 20 }],
  ['from afar', { fill: 0.6 }],
  ['at quality 40', { jpegQuality: 40 }],
];

const polish = POLISH.map(
  ([how, capture]): Zoned => ({
    kind: 'G12',
    what: `a Polish passport ${how}`,
    specimen: 'pol-passport',
    holder: {
      surname: 'Kowalczyk',
      givenNames: 'Agnieszka',
      dateOfBirth: '1984-10-25',
      nationality: 'POL',
    },
    choices: { number: 'EK4820173' },
    capture,
    values: {
      type: 'passport',
      issuing_country: 'PL',
      first_name: 'Agnieszka',
      last_name: 'Kowalczyk',
      number: 'EK4820173',
      dob: { year: 1984, month: 10, day: 25 },
    },
  }),
);

export const zones: readonly GenuineCase[] = [...CASES, ...polish].map(
  ({ kind, what, specimen, holder, choices, capture, values }) => ({
    kind,
    what,
    values: { expiration_date: EXPIRES, ...values },
    pictures: async () => shoot(await issue(specimen, { ...pilar, ...holder }, choices), capture),
  }),
);
