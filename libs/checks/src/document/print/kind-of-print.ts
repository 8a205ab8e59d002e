import type { CaptionName } from './captions/captions.js';
import { labelPage } from './captions/labels.js';
import { foldLatin } from './names/names.js';
import type { Cell } from './page.js';

/** What identity cards and residence permits are called in the languages of `CAPTION_LANGUAGES`, folded. */
const CARD_HEADING =
  /IDENTITYCARD|CARTEDIDENTITE|CARTENATIONALEDIDENTITE|PERSONALAUSWEIS|IDENTITATSKARTE|CARTADIDENTITA|DOCUMENTONACIONALDEIDENTIDAD|CARTAODECIDADAO|IDENTITEITSKAART|NATIONELLTIDKORT|IDENTITETSKORT|NASJONALTIDKORT|HENKILOKORTTI|ISIKUTUNNISTUS|PERSONASAPLIECIBA|ASMENSTAPATYBES|DOWODOSOBISTY|OBCANSKYPRUKAZ|OBCIANSKYPREUKAZ|OSEBNAIZKAZNICA|OSOBNAISKAZNICA|SZEMELYAZONOSITO|SZEMELYIIGAZOLVANY|CARTEDEIDENTITATE|KIMLIKKARTI|KARTATALIDENTITA|LETERNJOFTIM|RESIDENCEPERMIT|TITREDESEJOUR|AUFENTHALTSTITEL|VERBLIJFSTITEL|TITULODERESIDENCIA|PERMESSODISOGGIORNO|PERMISODERESIDENCIA/;
const PASSPORT_HEADING =
  /PASSPORT|PASSEPORT|REISEPASS|PASAPORT|PASSAPORT|PASZPORT|PASPOORT|CESTOVNIPAS|CESTOVNYPAS|POTNILIST|PUTOVNICA|UTLEVEL|VEGABREF/;

/** Captions that a card prints about its holder; this many of them and no heading is a card still. */
const PERSONAL: readonly CaptionName[] = [
  'surname',
  'givenNames',
  'dateOfBirth',
  'sex',
  'nationality',
  'number',
];
const MIN_PERSONAL = 3;

/**
 * What a side without an MRZ looks to be a side of: a card, whose other side has the zone, or a passport's page
 * with its zone cut off; null for anything else.
 */
export function kindOfPrint(cells: readonly Cell[]): 'card' | 'passport' | null {
  const lines = cells.map(({ text }) => foldLatin(text));
  if (lines.some((line) => CARD_HEADING.test(line))) return 'card';
  if (PASSPORT_HEADING.test(lines.join(' '))) return 'passport';
  const captioned = new Set(labelPage(cells).captions.map(({ name }) => name));
  return PERSONAL.filter((name) => captioned.has(name)).length >= MIN_PERSONAL ? 'card' : null;
}
