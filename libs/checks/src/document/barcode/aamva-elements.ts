/**
 * Data elements of the DL and ID subfiles by their identifiers (AAMVA DL/ID Card Design Standard, annex D,
 * tables D.3 and D.4, all versions up to that of 2025; those of `ONLY_BEFORE_2003` in versions 0 and 1 alone, `DCT` in
 * 2 and 3).
 */
export const ELEMENTS = {
  DAA: 'full name',
  DAB: 'family name',
  DAC: 'first name',
  DAD: 'middle names',
  DAE: 'name suffix',
  DAG: 'street, first line',
  DAH: 'street, second line',
  DAI: 'city',
  DAJ: 'jurisdiction of the address',
  DAK: 'postal code',
  DAL: 'residence street, first line',
  DAM: 'residence street, second line',
  DAN: 'residence city',
  DAO: 'residence jurisdiction',
  DAP: 'residence postal code',
  DAQ: 'customer number',
  DAR: 'licence class',
  DAS: 'licence restrictions',
  DAT: 'licence endorsements',
  DAU: 'height',
  DAV: 'height in centimetres',
  DAW: 'weight in pounds',
  DAX: 'weight in kilograms',
  DAY: 'eye colour',
  DAZ: 'hair colour',
  DBA: 'date of expiry',
  DBB: 'date of birth',
  DBC: 'sex',
  DBD: 'date of issue',
  DBG: 'alias first name',
  DBJ: 'document number, before 2003',
  DBK: 'social security number',
  DBN: 'alias family name',
  DBS: 'alias suffix',
  DCA: 'vehicle class',
  DCB: 'restrictions',
  DCD: 'endorsements',
  DCE: 'weight range',
  DCF: 'document discriminator',
  DCG: 'country',
  DCH: 'federal commercial vehicle codes',
  DCI: 'place of birth',
  DCJ: 'audit information',
  DCK: 'inventory control number',
  DCL: 'ethnicity',
  DCM: 'standard vehicle class',
  DCN: 'standard endorsement code',
  DCO: 'standard restriction code',
  DCP: 'vehicle class description',
  DCQ: 'endorsement description',
  DCR: 'restriction description',
  DCS: 'family name',
  DCT: 'given names',
  DCU: 'name suffix',
  DDA: 'compliance type',
  DDB: 'card revision date',
  DDC: 'hazardous materials endorsement expiry',
  DDD: 'limited duration indicator',
  DDE: 'family name truncation',
  DDF: 'first name truncation',
  DDG: 'middle name truncation',
  DDH: 'under 18 until',
  DDI: 'under 19 until',
  DDJ: 'under 21 until',
  DDK: 'organ donor indicator',
  DDL: 'veteran indicator',
  DDM: 'indicator of 2025',
  DDN: 'indicator of 2025',
  DDO: 'indicator of 2025',
  DDP: 'indicator of 2025',
} as const satisfies Record<string, string>;

export type ElementId = keyof typeof ELEMENTS;
export type Elements = Readonly<Partial<Record<ElementId, string>>>;

export const isElementId = (id: string): id is ElementId => Object.hasOwn(ELEMENTS, id);

/** Whether a text begins with an identifier of the standard. */
export const startsWithElement = (text: string): boolean => isElementId(text.slice(0, 3));

export const ONLY_BEFORE_2003: ReadonlySet<ElementId> = new Set<ElementId>([
  ...(['DAA', 'DAB', 'DAE', 'DAL', 'DAM', 'DAN', 'DAO', 'DAP'] as const),
  ...(['DAR', 'DAS', 'DAT', 'DAV', 'DBJ', 'DBK'] as const),
]);

/** Jurisdictions that issue cards by the standard, and may stand in an address. */
const STATE =
  '(?:A[BKLRSZ]|BC|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ABDEHINOPST]|N[BCDEHJLMSTUVY]|O[HKNR]|P[AERW]|QC|RI|S[CDK]|T[NX]|UT|V[AIT]|W[AIVY]|Y[KT])';
const DATE =
  '(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:19|20|21)\\d\\d|(?:19|20|21)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))';

const forms = (form: string, ...ids: readonly ElementId[]): [ElementId, RegExp][] =>
  ids.map((id) => [id, new RegExp(`^${form}`, 'i')]);

/**
 * What the values of some elements must begin with, and are then all of: enough to tell where the element ends, and
 * too much to stand behind its identifier by chance in a name or a street.
 */
export const FORMS: ReadonlyMap<ElementId, RegExp> = new Map([
  ...forms(DATE, 'DBA', 'DBB', 'DBD', 'DDB', 'DDC', 'DDH', 'DDI', 'DDJ'),
  ...forms('[0129MFX]', 'DBC'),
  ...forms('[TNU]', 'DDE', 'DDF', 'DDG'),
  ...forms('[FMN]', 'DDA'),
  ...forms('[01YN]', 'DDD', 'DDK', 'DDL', 'DDM', 'DDN', 'DDO', 'DDP'),
  ...forms('(?:USA|CAN|MEX)', 'DCG'),
  ...forms(STATE, 'DAJ', 'DAO'),
  ...forms('(?:\\d{9}|\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)', 'DAK', 'DAP'),
  ...forms(`(?:\\d{3} ?(?:in|cm)|\\d{1,2}' ?-?\\d{1,2}"?|\\d{3})`, 'DAU'),
  ...forms('\\d{2,3}', 'DAV', 'DAW', 'DAX'),
  ...forms('(?:BLK|BLU|BRO|GRY|GRN|HAZ|MAR|PNK|DIC|UNK)', 'DAY'),
  ...forms('[0-9]', 'DCE'),
]);
