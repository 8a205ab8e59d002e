import { fieldText, MRZ_LAYOUTS, type MrzFieldName, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import type { DataGroup1 } from './lds/dg1.js';

/** One field of the machine readable zone, on the chip and on the page. */
export interface ComparedField {
  readonly field: MrzFieldName;
  /** Characters that differ, 0 to the field's length. */
  readonly differing: number;
}

/** What the chip's and the page's machine readable zones have in common. Holds no value of either. */
export interface MrzComparison {
  readonly sameFormat: boolean;
  /** Every field; empty when the formats differ. */
  readonly fields: readonly ComparedField[];
  /**
   * - `same`: every character.
   * - `same_document`: number (with what of it overflows into the optional data), birth and expiry, which
   *   check digits guard against misreading. Elsewhere
   *   characters differ: misread, or altered on the page. The chip's are the ones that are signed.
   * - `different`: anything else. The chip of another document.
   */
  readonly verdict: 'same' | 'same_document' | 'different';
}

/** What tells one document from every other. */
const IDENTIFYING: readonly MrzFieldName[] = ['documentNumber', 'dateOfBirth', 'dateOfExpiry'];

/**
 * Compares DG1 with the machine readable zone that was read from the data page, which it repeats character by
 * character (ICAO 9303-10, 4.7.1).
 */
export function compareMrz(
  chip: DataGroup1,
  page: { readonly format: MrzFormat; readonly lines: readonly string[] },
): MrzComparison {
  const layout = MRZ_LAYOUTS[chip.format];
  const comparable =
    page.format === chip.format &&
    page.lines.length === layout.classes.length &&
    page.lines.every(({ length }) => length === layout.lineLength);
  if (!comparable) return { sameFormat: false, fields: [], verdict: 'different' };
  const fields = layout.fields.map(({ name }): ComparedField => {
    const [onChip, onPage] = [chip, page].map(({ lines }) => fieldText(chip.format, lines, name));
    return { field: name, differing: differences(onChip!, onPage!) };
  });
  return { sameFormat: true, fields, verdict: verdictOf(fields, identifyingFields(chip)) };
}

/** A number of more than nine characters goes on in the optional data (ICAO 9303-5 and -6, 4.2.2). */
function identifyingFields({ format, lines }: DataGroup1): readonly MrzFieldName[] {
  const overflows = format !== 'TD3' && fieldText(format, lines, 'documentNumberCheck') === '<';
  return overflows ? [...IDENTIFYING, 'optionalData'] : IDENTIFYING;
}

function verdictOf(
  fields: readonly ComparedField[],
  identifying: readonly MrzFieldName[],
): MrzComparison['verdict'] {
  const differing = fields.filter((each) => each.differing > 0);
  if (differing.length === 0) return 'same';
  return differing.some(({ field }) => identifying.includes(field)) ? 'different' : 'same_document';
}

function differences(a: string, b: string): number {
  return [...a].filter((character, i) => character !== b[i]).length;
}
