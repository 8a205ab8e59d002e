import type { Address } from '@idem/contracts';
import { labelledCells } from './labels.js';
import { type Cell, cellBelow } from './page.js';
import type { Printed } from './printed.js';

/** `10115 ZENITH`, `SE-111 22 STOCKHOLM`. */
const CODE_AND_CITY = /^((?:[A-Z]{1,2}-)?\d{2,6}(?:[ -]\d{2,3})?)\s+(\p{L}.*)$/u;
/** `ANYTOWN, GA 39999`, `MONTREAL QC H3A 1S8`. */
const CITY_STATE_CODE = /^(.+?)[,.\s]+([A-Z]{2})[\s,]+(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)$/;

/** An address below its caption. */
export function labelledAddress(cells: readonly Cell[], country: string | null): Printed<Address> | null {
  const first = labelledCells(cells, 'address')[0];
  if (!first) return null;
  const second = cellBelow(cells, first);
  const address = parseAddress(second ? [first.text, second.text] : [first.text], country);
  return address && { value: address, score: Math.min(first.score, second?.score ?? 1) };
}

/**
 * Splits printed lines of an address into its parts where they are plain: street first, then postal code
 * and city. Anything else stays in the lines as printed.
 */
export function parseAddress(lines: readonly string[], country: string | null): Address | null {
  const parts = lines.flatMap((line) => (CITY_STATE_CODE.test(line.trim()) ? [line] : line.split(/,\s*/)));
  const [line1 = '', ...rest] = parts.map((part) => part.trim()).filter(Boolean);
  if (line1 === '') return null;
  const last = rest.at(-1) ?? '';
  const empty = { line1, line2: null, city: null, state: null, postal_code: null, country };
  const northAmerican = CITY_STATE_CODE.exec(last);
  if (northAmerican) {
    const [, city, state, code] = northAmerican as unknown as [string, string, string, string];
    return { ...empty, line2: rest.slice(0, -1).join(', ') || null, city, state, postal_code: code };
  }
  const european = CODE_AND_CITY.exec(last);
  if (european) {
    const [, code, city] = european as unknown as [string, string, string];
    return { ...empty, line2: rest.slice(0, -1).join(', ') || null, city, postal_code: code };
  }
  return { ...empty, line2: rest.join(', ') || null };
}
