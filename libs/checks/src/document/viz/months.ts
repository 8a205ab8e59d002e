import { foldLatin } from '../names.js';

/**
 * First letters that tell the months apart, folded: English, French, German, Spanish, Italian, Portuguese,
 * Dutch, Swedish, Polish, Finnish, Estonian, Hungarian, Icelandic, Slovene, Croatian, Turkish.
 */
const MONTH_STEMS: readonly (readonly string[])[] = [
  ['JAN', 'ENE', 'GEN', 'STY', 'TAM', 'JAA', 'SIJ', 'OCA'],
  ['FEB', 'FEV', 'LUT', 'HEL', 'VEE', 'VELJ', 'SUB'],
  ['MAR', 'MRT', 'MAA', 'MAE', 'MRZ', 'OZU'],
  ['APR', 'AVR', 'ABR', 'KWI', 'HUH', 'TRA', 'NIS'],
  ['MAY', 'MAI', 'MAJ', 'MAG', 'MEI', 'TOU', 'SVI', 'MAYIS', 'MAIO'],
  ['JUN', 'JUI', 'GIU', 'CZE', 'KES', 'LIP', 'HAZ'],
  ['JUL', 'JUIL', 'LUG', 'HEI', 'SRP', 'TEM'],
  ['AUG', 'AOU', 'AGO', 'SIE', 'ELO', 'KOL', 'AGU'],
  ['SEP', 'SET', 'WRZ', 'SYY', 'SZE', 'RUJ', 'EYL'],
  ['OCT', 'OKT', 'OUT', 'OTT', 'PAZ', 'LOK', 'EKI'],
  ['NOV', 'LIS', 'MARRAS', 'STU', 'KAS'],
  ['DEC', 'DEZ', 'DIC', 'GRU', 'JOU', 'DET', 'DES', 'PRO', 'ARA'],
];

/** 1 … 12 for a month's name or abbreviation in a Latin script, else null. The longest matching stem decides. */
export function monthOf(name: string): number | null {
  const folded = foldLatin(name);
  let best: { month: number; length: number } | null = null;
  MONTH_STEMS.forEach((stems, index) => {
    for (const stem of stems) {
      if (folded.startsWith(stem) && stem.length > (best?.length ?? 0)) {
        best = { month: index + 1, length: stem.length };
      }
    }
  });
  return (best as { month: number } | null)?.month ?? null;
}
