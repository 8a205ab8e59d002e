import { foldLatin } from '../names/names.js';

/**
 * First letters of the months' names, folded, in the languages of `CAPTION_LANGUAGES`. A stem under two
 * months is ambiguous: Polish listopad is November, Croatian listopad October.
 */
const MONTH_STEMS: readonly string[] = [
  'JAN ENE GEN STY TAM JAA SIJ OCA LED SAU IAN EAN GENN',
  'FEB FEV LUT HEL VEE VELJ SUB UNO VAS SHK FRA FEA',
  'MAR MRT MAA MAE MRZ OZU BRE KOV MER',
  'APR AVR ABR KWI HUH TRA NIS DUB BAL PRI AIB',
  'MAY MAI MAJ MAG MEI TOU SVI KVE GEG BEA MEJ',
  'JUN JUI JUIN GIU CZE KES LIPANJ LIPNJ LIP HAZ CERVN CERVEN CER BIR IUN QER GUN MEITH',
  'JUL JUIL LUG HEI SRPANJ SRPNJ SRP LIPIEC LIPC LIP TEM CERVENEC CERVENC CER LIE IUL KOR IUI LUL',
  'AUG AOU AGO SIE ELO KOL AGU SRPEN SRPN SRP RGP RUGP GUS LUN AWW AVG',
  'SEP SET WRZ SYY SZE RUJ EYL ZAR RGS RUGS SHT MEAN',
  'OCT OKT OUT OTT PAZ LOK EKI RIJ LIS SPA TET DEI',
  'NOV LIS MARRAS STU KAS LAP NEN SAM NOE',
  'DEC DEZ DIC GRU JOU DET DES PRO ARA DHJ NOL',
];

const STEMS = MONTH_STEMS.flatMap((stems, index) =>
  stems.split(' ').map((stem) => ({ stem, month: index + 1 })),
);

/** The months (1 … 12) that a name or abbreviation can mean; the longest matching stem decides. */
export function monthsOf(name: string): number[] {
  // Readers take S and O for digits: `5EP`, `0CT`.
  const folded = foldLatin(name).replace(/^5/, 'S').replace(/0/g, 'O');
  const matching = STEMS.filter(({ stem }) => folded.startsWith(stem));
  const longest = Math.max(0, ...matching.map(({ stem }) => stem.length));
  return matching.filter(({ stem }) => stem.length === longest).map(({ month }) => month);
}

/** 1 … 12 for a month named in one or two languages, else null: where one name is ambiguous the other tells. */
export function monthOf(name: string, second = ''): number | null {
  const [first, other] = [monthsOf(name), monthsOf(second)];
  const both = first.filter((month) => other.includes(month));
  const months = both.length > 0 ? both : first.length === 1 ? first : other;
  return months.length === 1 ? months[0]! : null;
}
