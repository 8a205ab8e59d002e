import type { FieldName } from './print-zones.js';

/** Languages that documents are printed in. */
export type Language = 'en' | 'fr' | 'de' | 'es' | 'it' | 'nl' | 'pl' | 'sv' | 'pt' | 'no' | 'tr';

export type Title = 'passport' | 'idCard' | 'drivingLicence' | 'visa' | 'residencePermit';

/** Fields that bear captions; a document's number is named after its kind. */
export type Captioned =
  | Exclude<FieldName, 'mrz' | 'barcode' | 'number'>
  | 'passportNo'
  | 'documentNo'
  | 'type'
  | 'code';

interface Wording {
  readonly titles: Readonly<Record<Title, string>>;
  readonly captions: Readonly<Record<Captioned, string>>;
  /** January to December as documents abbreviate them. */
  readonly months: readonly string[];
}

const TITLES: readonly Title[] = ['passport', 'idCard', 'drivingLicence', 'visa', 'residencePermit'];
const CAPTIONED: readonly Captioned[] = [
  'surname',
  'givenNames',
  'nationality',
  'dateOfBirth',
  'sex',
  'placeOfBirth',
  'issued',
  'expires',
  'authority',
  'address',
  'passportNo',
  'documentNo',
  'type',
  'code',
];

/** Titles, captions in the order of `CAPTIONED`, and months of a language. */
function wording(titles: string, captions: string, months: string): Wording {
  const pair = <Key extends string>(keys: readonly Key[], words: string) => {
    const list = words.split('|');
    if (list.length !== keys.length) throw new RangeError(`${list.length} words for ${keys.length} keys`);
    return Object.fromEntries(keys.map((key, index) => [key, list[index]])) as Record<Key, string>;
  };
  return { titles: pair(TITLES, titles), captions: pair(CAPTIONED, captions), months: months.split(' ') };
}

export const WORDING: Readonly<Record<Language, Wording>> = {
  en: wording(
    'PASSPORT|IDENTITY CARD|DRIVING LICENCE|VISA|RESIDENCE PERMIT',
    'Surname|Given names|Nationality|Date of birth|Sex|Place of birth|Date of issue|Date of expiry|Authority|Address|Passport No.|Document No.|Type|Code',
    'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC',
  ),
  fr: wording(
    'PASSEPORT|CARTE D’IDENTITÉ|PERMIS DE CONDUIRE|VISA|TITRE DE SÉJOUR',
    'Nom|Prénoms|Nationalité|Date de naissance|Sexe|Lieu de naissance|Date de délivrance|Date d’expiration|Autorité|Adresse|No du passeport|No du document|Type|Code',
    'JAN FÉV MARS AVR MAI JUIN JUIL AOÛT SEPT OCT NOV DÉC',
  ),
  de: wording(
    'REISEPASS|PERSONALAUSWEIS|FÜHRERSCHEIN|VISUM|AUFENTHALTSTITEL',
    'Name|Vornamen|Staatsangehörigkeit|Geburtsdatum|Geschlecht|Geburtsort|Ausstellungsdatum|Gültig bis|Behörde|Anschrift|Pass-Nr.|Dokument-Nr.|Typ|Kode',
    'JAN FEB MÄR APR MAI JUN JUL AUG SEP OKT NOV DEZ',
  ),
  es: wording(
    'PASAPORTE|DOCUMENTO NACIONAL DE IDENTIDAD|PERMISO DE CONDUCCIÓN|VISADO|PERMISO DE RESIDENCIA',
    'Apellidos|Nombre|Nacionalidad|Fecha de nacimiento|Sexo|Lugar de nacimiento|Fecha de expedición|Fecha de caducidad|Autoridad|Domicilio|Pasaporte núm.|Núm. de soporte|Tipo|Código',
    'ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC',
  ),
  it: wording(
    'PASSAPORTO|CARTA D’IDENTITÀ|PATENTE DI GUIDA|VISTO|PERMESSO DI SOGGIORNO',
    'Cognome|Nome|Cittadinanza|Data di nascita|Sesso|Luogo di nascita|Data di rilascio|Data di scadenza|Autorità|Indirizzo|Passaporto N.|Documento N.|Tipo|Codice',
    'GEN FEB MAR APR MAG GIU LUG AGO SET OTT NOV DIC',
  ),
  nl: wording(
    'PASPOORT|IDENTITEITSKAART|RIJBEWIJS|VISUM|VERBLIJFSTITEL',
    'Naam|Voornamen|Nationaliteit|Geboortedatum|Geslacht|Geboorteplaats|Datum van afgifte|Geldig tot|Autoriteit|Adres|Paspoortnr.|Documentnr.|Type|Code',
    'JAN FEB MAA APR MEI JUN JUL AUG SEP OKT NOV DEC',
  ),
  pl: wording(
    'PASZPORT|DOWÓD OSOBISTY|PRAWO JAZDY|WIZA|KARTA POBYTU',
    'Nazwisko|Imiona|Obywatelstwo|Data urodzenia|Płeć|Miejsce urodzenia|Data wydania|Data ważności|Organ wydający|Adres|Nr paszportu|Nr dokumentu|Typ|Kod',
    'STY LUT MAR KWI MAJ CZE LIP SIE WRZ PAŹ LIS GRU',
  ),
  sv: wording(
    'PASS|IDENTITETSKORT|KÖRKORT|VISERING|UPPEHÅLLSTILLSTÅND',
    'Efternamn|Förnamn|Nationalitet|Födelsedatum|Kön|Födelseort|Utfärdandedatum|Sista giltighetsdag|Myndighet|Adress|Passnr|Kortnr|Typ|Kod',
    'JAN FEB MAR APR MAJ JUN JUL AUG SEP OKT NOV DEC',
  ),
  pt: wording(
    'PASSAPORTE|CARTÃO DE CIDADÃO|CARTA DE CONDUÇÃO|VISTO|TÍTULO DE RESIDÊNCIA',
    'Apelidos|Nomes próprios|Nacionalidade|Data de nascimento|Sexo|Local de nascimento|Data de emissão|Data de validade|Autoridade|Morada|N.º do passaporte|N.º do documento|Tipo|Código',
    'JAN FEV MAR ABR MAI JUN JUL AGO SET OUT NOV DEZ',
  ),
  no: wording(
    'PASS|ID-KORT|FØRERKORT|VISUM|OPPHOLDSTILLATELSE',
    'Etternavn|Fornavn|Nasjonalitet|Fødselsdato|Kjønn|Fødested|Utstedt dato|Gyldig til|Utsteder|Adresse|Passnr.|Kortnr.|Type|Kode',
    'JAN FEB MAR APR MAI JUN JUL AUG SEP OKT NOV DES',
  ),
  tr: wording(
    'PASAPORT|KİMLİK KARTI|SÜRÜCÜ BELGESİ|VİZE|İKAMET İZNİ',
    'Soyadı|Adı|Uyruğu|Doğum tarihi|Cinsiyeti|Doğum yeri|Veriliş tarihi|Son geçerlilik|Veren makam|Adres|Pasaport No|Seri No|Tip|Kod',
    'OCA ŞUB MAR NİS MAY HAZ TEM AĞU EYL EKİ KAS ARA',
  ),
};

/** A caption in several languages, `Nom / Surname`, each wording once. */
export const captionIn = (languages: readonly Language[], what: Captioned): string =>
  [...new Set(languages.map((language) => WORDING[language].captions[what]))].join(' / ');

/** A document's title in several languages, `PASSEPORT / PASSPORT`. */
export const titleIn = (languages: readonly Language[], title: Title): string =>
  [...new Set(languages.map((language) => WORDING[language].titles[title]))].join(' / ');
