import { DOCUMENT_TYPES, type DocumentType } from '@idem/domain';
import { MRZ_FORMATS, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import { type CaptionLanguage, languagesOf } from '../print/captions/captions.js';
import { ISSUERS_WITHOUT_LATIN_PRINT } from '../print/licence/reading-from-licence.js';
import type { Fact } from '../reading/reading.js';
import { typeOfMrz } from '../zone/document-type.js';
import { TESTED_PICTURES, TESTED_SPECIMENS } from './tested.js';

/** What a document of one kind is believed for. */
export type Level =
  | 'MRZ + print compared'
  | 'MRZ'
  | 'barcode + print compared'
  | 'print only'
  | 'not accepted';

export interface SupportedDocument {
  /** ISO 3166-1 alpha-2; null stands for every issuer without a row of its own. */
  readonly country: string | null;
  readonly type: DocumentType;
  readonly level: Level;
  /** Where what is believed stands: layouts of the MRZ, the symbol, the numbered fields. */
  readonly source: string;
  readonly facts: readonly Fact[];
  /** Languages of its captions that are known; the fields of `print` are found by them. */
  readonly captions: readonly CaptionLanguage[];
  readonly tested:
    | 'real pictures and rendered specimens'
    | 'real pictures'
    | 'rendered specimens'
    | 'not tested';
}

/** Languages in Latin script in which each state captions its documents; English is on all passports. */
const LANGUAGES: Readonly<Record<string, string>> = {
  AL: 'sq', AT: 'de', BE: 'nl fr de', BG: 'en', CA: 'en fr', CH: 'de fr it', CY: 'en', CZ: 'cs', DE: 'de',
  DK: 'da', EE: 'et', ES: 'es', FI: 'fi sv', FR: 'fr', GB: 'en', GR: 'en', HR: 'hr', HU: 'hu', IE: 'en ga',
  IS: 'is', IT: 'it', LI: 'de', LT: 'lt', LU: 'fr de', LV: 'lv', MC: 'fr', MT: 'mt en', NL: 'nl', NO: 'nb',
  PL: 'pl', PT: 'pt', RO: 'ro', SE: 'sv', SI: 'sl', SK: 'sk', TR: 'tr', US: 'en',
}; // biome-ignore format: a table

/** Issuers of licences and identification cards with an AAMVA symbol. */
const WITH_SYMBOL: readonly string[] = ['US', 'CA'];

const OF_MRZ: readonly Fact[] = [
  'issuing_country',
  'first_name',
  'last_name',
  'dob',
  'number',
  'expiration_date',
  'sex',
];
const OF_CAPTIONED_PRINT: readonly Fact[] = ['issued_date', 'unparsed_place_of_birth', 'address'];
const OF_NUMBERED_PRINT: readonly Fact[] = [
  'issuing_country',
  'first_name',
  'last_name',
  'dob',
  'unparsed_place_of_birth',
  'issued_date',
  'expiration_date',
  'number',
  'address',
];
const OF_SYMBOL: readonly Fact[] = [...OF_NUMBERED_PRINT, 'sex'].filter(
  (fact): fact is Fact => fact !== 'unparsed_place_of_birth',
);

/** Every country with a row of its own, and the rest; from the layouts, alphabets and captions that the check has. */
export function supportedDocuments(): SupportedDocument[] {
  return [...Object.keys(LANGUAGES).sort(), null].flatMap((country) =>
    [...DOCUMENT_TYPES].sort().map((type) => describe(country, type)),
  );
}

function describe(country: string | null, type: DocumentType): SupportedDocument {
  const captions = captionsOf(country);
  const key = `${country} ${type}`;
  const [real, rendered] = [TESTED_PICTURES, TESTED_SPECIMENS].map((list) => list.includes(key));
  const base = {
    country,
    type,
    captions,
    tested:
      real && rendered
        ? ('real pictures and rendered specimens' as const)
        : real
          ? ('real pictures' as const)
          : rendered
            ? ('rendered specimens' as const)
            : ('not tested' as const),
  };
  if (country !== null && WITH_SYMBOL.includes(country) && type !== 'passport') {
    return { ...base, level: 'barcode + print compared', source: 'PDF417 (AAMVA)', facts: OF_SYMBOL };
  }
  if (type === 'driving_license') {
    const accepted = country !== null && !ISSUERS_WITHOUT_LATIN_PRINT.includes(country);
    return {
      ...base,
      level: accepted || country === null ? 'print only' : 'not accepted',
      source: 'field numbers 1–9',
      facts: accepted || country === null ? OF_NUMBERED_PRINT : [],
    };
  }
  return {
    ...base,
    level: captions.length > 0 ? 'MRZ + print compared' : 'MRZ',
    source: formatsOf(country, type).join(', '),
    facts: [...OF_MRZ, ...(captions.length > 0 ? OF_CAPTIONED_PRINT : [])],
  };
}

function captionsOf(country: string | null): CaptionLanguage[] {
  const known = languagesOf('surname');
  const languages = country === null ? ['en', 'fr', 'es'] : [...(LANGUAGES[country]?.split(' ') ?? []), 'en'];
  return [...new Set(languages)].filter((language): language is CaptionLanguage =>
    known.some((candidate) => candidate === language),
  );
}

/** Layouts whose documents of that type are accepted; IDFRA is France's own, RUSPN Russia's. */
function formatsOf(country: string | null, type: DocumentType): MrzFormat[] {
  const code = type === 'passport' ? 'P' : 'I';
  return MRZ_FORMATS.filter((format) => {
    if (format === 'IDFRA') return type === 'id_card' && country === 'FR';
    if (format === 'RUSPN') return type === 'passport' && country === 'RU';
    if (type === 'passport') return format === 'TD3' && typeOfMrz(format, code) === type;
    return typeOfMrz(format, code) === type;
  });
}
