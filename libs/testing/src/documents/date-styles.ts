import { type Language, WORDING } from './wording.js';

/** Ways of printing a date; those with a month's name take it from the document's languages. */
export type DateStyle =
  | 'dotted' // 31.12.1974
  | 'short-dotted' // 31.12.74
  | 'year-dotted' // 1974.12.31
  | 'spaced' // 31 12 1974
  | 'dashed' // 31-12-1974
  | 'slashed' // 31/12/1974
  | 'iso' // 1974-12-31
  | 'year-first' // 1974/12/31
  | 'month-first' // 12/31/1974
  | 'named' // 31 DEC 1974
  | 'bilingual' // 31 DÉC/DEC 1974
  | 'short-bilingual'; // 31 DÉC/DEC 74

/**
 * A calendar date as a document prints it.
 *
 * @param iso ISO 8601, `YYYY-MM-DD`.
 * @param languages the first names the month of `named`, the first two those of the bilingual styles.
 */
export function printDate(iso: string, style: DateStyle, languages: readonly Language[] = ['en']): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  const [own, other] = [...languages, 'en' as const].map(
    (language) => WORDING[language].months[Number(month) - 1]!,
  );
  const names = own === other ? own : `${own}/${other}`;
  switch (style) {
    case 'dotted':
      return `${day}.${month}.${year}`;
    case 'short-dotted':
      return `${day}.${month}.${year.slice(2)}`;
    case 'year-dotted':
      return `${year}.${month}.${day}`;
    case 'spaced':
      return `${day} ${month} ${year}`;
    case 'dashed':
      return `${day}-${month}-${year}`;
    case 'slashed':
      return `${day}/${month}/${year}`;
    case 'iso':
      return iso;
    case 'year-first':
      return `${year}/${month}/${day}`;
    case 'month-first':
      return `${month}/${day}/${year}`;
    case 'named':
      return `${day} ${own} ${year}`;
    case 'bilingual':
      return `${day} ${names} ${year}`;
    case 'short-bilingual':
      return `${day} ${names} ${year.slice(2)}`;
  }
}
