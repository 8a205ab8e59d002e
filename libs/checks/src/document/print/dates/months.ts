import { foldLatin } from '../names/names.js';

/**
 * First letters of the months' names, folded, in the languages of `CAPTION_LANGUAGES` and some that stand beside them
 * on documents (Catalan, Luxembourgish, Welsh). A stem under two months is ambiguous: Polish listopad is November,
 * Croatian listopad October, and JUI what is left of juin or juillet.
 */
const MONTH_STEMS: readonly string[] = [
  'JAN ENE GEN STY TAM JAA SIJ OCA LED SAU IAN EAN GENN ION',
  'FEB FEV LUT HEL VEE VELJ SUB UNO VAS SHK FRA FEA CHW',
  'MAR MRT MAA MAE MRZ OZU BRE KOV MER MAW',
  'APR AVR ABR KWI HUH TRA NIS DUB BAL PRI AIB EBR',
  'MAY MAI MAJ MAG MEI TOU SVI KVE GEG BEA MEJ MEE',
  'JUN JUI JUIN JUUN GIU CZE KES LIPANJ LIPNJ LIP HAZ CVN CERVN CERVEN CER BIR IUN QER GUN MEITH MEH',
  'JUL JUI JUIL JUUL LUG HEI SRPANJ SRPNJ SRP LIPIEC LIPC LIP TEM CVC CERVENEC CERVENC CER LIE IUL KOR IUI LUL GOR',
  'AUG AOU AGO SIE ELO KOL AGU SRPEN SRPN SRP RGP RUGP GUS LUN AWW AWST AVG',
  'SEP SET WRZ SYY SZE RUJ EYL ZAR RGS RUGS SHT MEAN MFO MEDI',
  'OCT OKT OUT OTT PAZ LOK EKI RIJ LIS SPA TET DEI DFO HYD',
  'NOV LIS MARRAS STU KAS LAP NEN SAM NOE NOI TACH',
  'DEC DEZ DIC GRU JOU DET DES PRO ARA DHJ NOL RHAG',
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

/**
 * 1 … 12 for a month named in one language or more, else null: where one name is ambiguous another tells, names that
 * are none tell nothing, and two that mean different months are none together.
 */
export function monthOf(...names: readonly string[]): number | null {
  const known = names.map(readingsOf).filter((months) => months.length > 0);
  const [first, ...others] = known;
  const common = first?.filter((month) => others.every((months) => months.includes(month))) ?? [];
  return common.length === 1 ? common[0]! : null;
}

/** {@link monthsOf}; of two ambiguous names that run together (`LIPJUL`), what both can mean. */
function readingsOf(name: string): number[] {
  const months = monthsOf(name);
  if (months.length < 2) return months;
  for (let at = 3; at <= name.length - 3; at++) {
    const second = monthsOf(name.slice(at));
    const common = months.filter((month) => second.includes(month));
    if (common.length === 1) return common;
  }
  return months;
}
