import type { Address } from '@idem/contracts';
import { type LabelledPage, labelledCells } from './captions/labels.js';
import { mendLetters } from './formats.js';
import { cellBelow } from './page.js';
import type { Printed } from './printed.js';

/** `10115 ZENITH`, `SE-111 22 STOCKHOLM`; readers drop the space: `57514WIEN`. */
const CODE_AND_CITY = /^((?:[A-Z]{1,2}-)?\d{2,6}(?:[ -]\d{2,3})?)([\s/]*)(\p{L}.*)$/u;
/** `1234 AB ZENITH`; elsewhere two letters after the digits open the city's name. */
const DUTCH_CODE_AND_CITY = /^(\d{4} ?[A-Z]{2})(\s+)(\p{L}.*)$/u;
/** `ANYTOWN, GA 39999`, `MONTREAL QC H3A 1S8`. */
const CITY_STATE_CODE = /^(.+?)[,.\s]+([A-Z]{2})[\s,]*(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)$/;
/** Fewer digits, glued to letters, are the number of a house. */
const MIN_GLUED_CODE = 4;
const MAX_LINES = 3;

/** An address below its caption, line by line until something else begins. */
export function labelledAddress(page: LabelledPage, country: string | null): Printed<Address> | null {
  let line = labelledCells(page, 'address')[0];
  if (!line) return null;
  const lines = [line];
  while (lines.length < MAX_LINES) {
    const next = cellBelow(page.cells, line);
    if (!next || !page.values.includes(next)) break;
    lines.push(next);
    line = next;
  }
  const value = parseAddress(
    lines.map(({ text }) => text),
    country,
  );
  return value && { value, score: Math.min(...lines.map(({ score }) => score)) };
}

/**
 * Splits printed lines of an address into its parts where they are plain: street first, then postal code
 * and city. Anything else stays in the lines as printed.
 */
export function parseAddress(lines: readonly string[], country: string | null): Address | null {
  const parts = lines.flatMap((line) => (CITY_STATE_CODE.test(line.trim()) ? [line] : line.split(/,\s*/)));
  const [line1 = '', ...rest] = parts.map((part) => mendLetters(part.trim())).filter(Boolean);
  if (line1 === '') return null;
  const last = rest.at(-1) ?? '';
  const empty = { line1, line2: null, city: null, state: null, postal_code: null, country };
  const line2 = rest.slice(0, -1).join(', ') || null;
  const northAmerican = CITY_STATE_CODE.exec(last);
  if (northAmerican) {
    const [, city, state, code] = northAmerican as unknown as [string, string, string, string];
    return { ...empty, line2, city, state, postal_code: code };
  }
  const european = (country === 'NL' ? DUTCH_CODE_AND_CITY.exec(last) : null) ?? CODE_AND_CITY.exec(last);
  const [, code = '', gap = '', city = ''] = european ?? [];
  if (european && (gap !== '' || code.replace(/\D/g, '').length >= MIN_GLUED_CODE)) {
    return { ...empty, line2, city, postal_code: code };
  }
  return { ...empty, line2: rest.join(', ') || null };
}
