/**
 * What may stand at a position. `A` letter or filler, `a` letter, `N` digit, `n` digit or filler (an
 * unknown date part), `X` anything, `S` sex, `C` check digit, `c` check digit or filler, `D` first
 * character of a document code, `B` second one of a card's (some states print a digit there), `R` letter, filler or
 * a digit that stands for a letter of the Russian alphabet, `F` first character of a code that is no ICAO one.
 */
export type CharacterClass = 'D' | 'A' | 'a' | 'N' | 'n' | 'X' | 'S' | 'C' | 'c' | 'B' | 'R' | 'F';

export const MRZ_FORMATS = [
  'TD1',
  'TD2',
  'TD3',
  'MRVA',
  'MRVB',
  'IDFRA',
  'RUSPN',
  'DLFRA',
  'DLNLD',
  'DLCHE',
] as const;
export type MrzFormat = (typeof MRZ_FORMATS)[number];

export type MrzFieldName =
  | 'documentCode'
  | 'issuingState'
  | 'documentNumber'
  | 'documentNumberCheck'
  | 'names'
  | 'surname'
  | 'givenNames'
  | 'nationality'
  | 'dateOfBirth'
  | 'dateOfBirthCheck'
  | 'sex'
  | 'dateOfExpiry'
  | 'dateOfExpiryCheck'
  | 'optionalData'
  | 'optionalDataCheck'
  | 'optionalData2'
  | 'compositeCheck';

export type MrzCheckName = 'documentNumber' | 'dateOfBirth' | 'dateOfExpiry' | 'optionalData' | 'composite';

export interface MrzField {
  readonly name: MrzFieldName;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A check digit: the field that holds it and the fields it covers, in order. */
export interface MrzCheck {
  readonly name: MrzCheckName;
  readonly digit: MrzFieldName;
  readonly covers: readonly MrzFieldName[];
}

export interface MrzLayout {
  /** Of the longest line; `classes` has the length of each. */
  readonly lineLength: number;
  /** One class per character, one string per line. */
  readonly classes: readonly string[];
  readonly fields: readonly MrzField[];
  readonly checks: readonly MrzCheck[];
}

type FieldSpec = readonly [name: MrzFieldName, classes: string];

const BIRTH: readonly FieldSpec[] = [
  ['dateOfBirth', 'nnnnnn'],
  ['dateOfBirthCheck', 'C'],
];
const SEX_AND_EXPIRY: readonly FieldSpec[] = [
  ['sex', 'S'],
  ['dateOfExpiry', 'nnnnnn'],
  ['dateOfExpiryCheck', 'C'],
];
const ISSUER: readonly FieldSpec[] = [
  ['documentCode', 'DA'],
  ['issuingState', 'aAA'],
];

const NUMBER: MrzCheck = { name: 'documentNumber', digit: 'documentNumberCheck', covers: ['documentNumber'] };
const DOB: MrzCheck = { name: 'dateOfBirth', digit: 'dateOfBirthCheck', covers: ['dateOfBirth'] };
const EXPIRY: MrzCheck = { name: 'dateOfExpiry', digit: 'dateOfExpiryCheck', covers: ['dateOfExpiry'] };

const composite = (...covers: MrzFieldName[]): MrzCheck => ({
  name: 'composite',
  digit: 'compositeCheck',
  covers,
});

function layout(lines: readonly (readonly FieldSpec[])[], checks: readonly MrzCheck[]): MrzLayout {
  const fields: MrzField[] = [];
  const classes = lines.map((specs, line) => {
    let start = 0;
    for (const [name, chars] of specs) {
      fields.push({ name, line, start, end: start + chars.length });
      start += chars.length;
    }
    return specs.map(([, chars]) => chars).join('');
  });
  return { lineLength: Math.max(...classes.map(({ length }) => length)), classes, fields, checks };
}

/**
 * Where every field lies. TD1: ICAO 9303-5 §4.2; TD2: 9303-6 §4.2; TD3: 9303-4 §4.2; MRV-A and MRV-B:
 * 9303-7 §4.2; IDFRA: the French national identity card issued until 2021, which predates TD2.
 *
 * RUSPN: the internal passport of the Russian Federation, a TD3 whose names write Cyrillic letters as digits and whose
 * expiry is unwritten with a filler for its check digit (order 773 of the Federal Migration Service, 2009).
 *
 * Licences (EU format of 2013): DLFRA, one line: number and expiry, a check digit behind each, the surname cut to eight
 * letters. DLNLD, one line: a version, a number of ten characters, random data, one check digit over all (basic access
 * protection of ISO/IEC 18013-3). DLCHE, lines of 9, 30 and 30 characters without any check digit.
 */
export const MRZ_LAYOUTS: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD1: layout(
    [
      [
        ['documentCode', 'DB'],
        ['issuingState', 'AAA'],
        ['documentNumber', 'X'.repeat(9)],
        ['documentNumberCheck', 'c'],
        ['optionalData', 'X'.repeat(15)],
      ],
      [
        ...BIRTH,
        ...SEX_AND_EXPIRY,
        ['nationality', 'AAA'],
        ['optionalData2', 'X'.repeat(11)],
        ['compositeCheck', 'C'],
      ],
      [['names', 'A'.repeat(30)]],
    ],
    [
      NUMBER,
      DOB,
      EXPIRY,
      composite(
        'documentNumber',
        'documentNumberCheck',
        'optionalData',
        'dateOfBirth',
        'dateOfBirthCheck',
        'dateOfExpiry',
        'dateOfExpiryCheck',
        'optionalData2',
      ),
    ],
  ),
  TD2: layout(
    [
      [...ISSUER, ['names', 'A'.repeat(31)]],
      [
        ['documentNumber', 'X'.repeat(9)],
        ['documentNumberCheck', 'c'],
        ['nationality', 'AAA'],
        ...BIRTH,
        ...SEX_AND_EXPIRY,
        ['optionalData', 'X'.repeat(7)],
        ['compositeCheck', 'C'],
      ],
    ],
    [
      NUMBER,
      DOB,
      EXPIRY,
      composite(
        'documentNumber',
        'documentNumberCheck',
        'dateOfBirth',
        'dateOfBirthCheck',
        'dateOfExpiry',
        'dateOfExpiryCheck',
        'optionalData',
      ),
    ],
  ),
  TD3: layout(
    [
      [...ISSUER, ['names', 'A'.repeat(39)]],
      [
        ['documentNumber', 'X'.repeat(9)],
        ['documentNumberCheck', 'C'],
        ['nationality', 'AAA'],
        ...BIRTH,
        ...SEX_AND_EXPIRY,
        ['optionalData', 'X'.repeat(14)],
        ['optionalDataCheck', 'c'],
        ['compositeCheck', 'C'],
      ],
    ],
    [
      NUMBER,
      DOB,
      EXPIRY,
      { name: 'optionalData', digit: 'optionalDataCheck', covers: ['optionalData'] },
      composite(
        'documentNumber',
        'documentNumberCheck',
        'dateOfBirth',
        'dateOfBirthCheck',
        'dateOfExpiry',
        'dateOfExpiryCheck',
        'optionalData',
        'optionalDataCheck',
      ),
    ],
  ),
  MRVA: visa(44),
  MRVB: visa(36),
  IDFRA: layout(
    [
      [
        ['documentCode', 'Da'],
        ['issuingState', 'aaa'],
        ['surname', 'A'.repeat(25)],
        ['optionalData', 'X'.repeat(6)],
      ],
      [
        ['documentNumber', 'X'.repeat(12)],
        ['documentNumberCheck', 'C'],
        ['givenNames', 'A'.repeat(14)],
        ['dateOfBirth', 'NNNNNN'],
        ['dateOfBirthCheck', 'C'],
        ['sex', 'S'],
        ['compositeCheck', 'C'],
      ],
    ],
    [
      NUMBER,
      DOB,
      composite(
        'documentCode',
        'issuingState',
        'surname',
        'optionalData',
        'documentNumber',
        'documentNumberCheck',
        'givenNames',
        'dateOfBirth',
        'dateOfBirthCheck',
        'sex',
      ),
    ],
  ),
  RUSPN: layout(
    [
      [...ISSUER, ['names', 'R'.repeat(39)]],
      [
        ['documentNumber', 'N'.repeat(9)],
        ['documentNumberCheck', 'C'],
        ['nationality', 'AAA'],
        ...BIRTH,
        ['sex', 'S'],
        ['dateOfExpiry', 'nnnnnn'],
        ['dateOfExpiryCheck', 'c'],
        ['optionalData', 'n'.repeat(14)],
        ['optionalDataCheck', 'c'],
        ['compositeCheck', 'C'],
      ],
    ],
    [
      NUMBER,
      DOB,
      EXPIRY,
      { name: 'optionalData', digit: 'optionalDataCheck', covers: ['optionalData'] },
      composite(
        'documentNumber',
        'documentNumberCheck',
        'dateOfBirth',
        'dateOfBirthCheck',
        'dateOfExpiry',
        'dateOfExpiryCheck',
        'optionalData',
        'optionalDataCheck',
      ),
    ],
  ),
  DLFRA: layout(
    [
      [
        ['documentCode', 'FB'],
        ['issuingState', 'aaa'],
        ['documentNumber', 'X'.repeat(9)],
        ['documentNumberCheck', 'C'],
        ['dateOfExpiry', 'NNNNNN'],
        ['surname', 'A'.repeat(8)],
        ['compositeCheck', 'C'],
      ],
    ],
    [
      { ...NUMBER, covers: ['documentCode', 'issuingState', 'documentNumber'] },
      composite(
        'documentCode',
        'issuingState',
        'documentNumber',
        'documentNumberCheck',
        'dateOfExpiry',
        'surname',
      ),
    ],
  ),
  DLNLD: layout(
    [
      [
        ['documentCode', 'FB'],
        ['issuingState', 'aaa'],
        ['optionalData', 'N'],
        ['documentNumber', 'N'.repeat(10)],
        ['optionalData2', 'X'.repeat(13)],
        ['compositeCheck', 'C'],
      ],
    ],
    [composite('documentCode', 'issuingState', 'optionalData', 'documentNumber', 'optionalData2')],
  ),
  DLCHE: layout(
    [
      [['documentNumber', 'X'.repeat(9)]],
      [
        ['documentCode', 'Fa'],
        ['issuingState', 'aaa'],
        ['optionalData', 'X'.repeat(14)],
        ['dateOfBirth', 'NNNNNN'],
        ['optionalData2', 'X'.repeat(5)],
      ],
      [['names', 'A'.repeat(30)]],
    ],
    [],
  ),
};

/** Codes that open the formats of one issuer, which no other format's first line is. */
export const OPENINGS: Readonly<
  Partial<Record<MrzFormat, { readonly line: number; readonly text: string }>>
> = {
  IDFRA: { line: 0, text: 'IDFRA' },
  RUSPN: { line: 0, text: 'PNRUS' },
  DLFRA: { line: 0, text: 'D1FRA' },
  DLNLD: { line: 0, text: 'D1NLD' },
  DLCHE: { line: 1, text: 'FACHE' },
};

function visa(length: 36 | 44): MrzLayout {
  return layout(
    [
      [...ISSUER, ['names', 'A'.repeat(length - 5)]],
      [
        ['documentNumber', 'X'.repeat(9)],
        ['documentNumberCheck', 'C'],
        ['nationality', 'AAA'],
        ...BIRTH,
        ...SEX_AND_EXPIRY,
        ['optionalData', 'X'.repeat(length - 28)],
      ],
    ],
    [NUMBER, DOB, EXPIRY],
  );
}

/** The field of a layout, or undefined where the format has none. */
export function fieldOf(format: MrzFormat, name: MrzFieldName): MrzField | undefined {
  return MRZ_LAYOUTS[format].fields.find((field) => field.name === name);
}

/** The text of a field; empty where the format has no such field. */
export function fieldText(format: MrzFormat, lines: readonly string[], name: MrzFieldName): string {
  const field = fieldOf(format, name);
  return field ? (lines[field.line] ?? '').slice(field.start, field.end) : '';
}
