import type { MrzFieldName } from '@idem/vision/stages/mrz/layouts';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { Voucher } from '../evidence.js';
import type { MeasuredMrz } from '../measurement.js';
import { foldLatin, transliterate } from '../names.js';
import { MIN_FIELD_CONFIDENCE } from '../thresholds.js';
import type { VizAgainstMrz } from './read-against-mrz.js';

/** Every field of the MRZ with what vouches for it; a field with an empty list is read, not verified. */
export type VouchedFields = Readonly<Partial<Record<MrzFieldName, readonly Voucher[]>>>;

/** Names what vouches for each field. Pure. */
export function vouchForFields(mrz: MeasuredMrz, parsed: ParsedMrz, viz: VizAgainstMrz): VouchedFields {
  const printed = printedFields(parsed, viz);
  return Object.fromEntries(
    Object.entries(mrz.fields).map(([name, { confidence, vouchedBy }]) => {
      const vouchers: Voucher[] = [];
      if (vouchedBy.length > 0) vouchers.push('check-digit');
      if (confidence >= MIN_FIELD_CONFIDENCE) vouchers.push('reader');
      if (printed.has(name as MrzFieldName)) vouchers.push('visual-zone');
      return [name, vouchers];
    }),
  );
}

/**
 * Fields that the visual zone spells alike, letter by letter. Numbers are not among them: print and MRZ
 * are compared with O and 0 made one, so that agreement cannot tell the two apart.
 */
function printedFields(parsed: ParsedMrz, viz: VizAgainstMrz): ReadonlySet<MrzFieldName> {
  const fields = new Set<MrzFieldName>();
  const surname = viz.surname === 'same' && spellsAlike(viz.printedSurname, parsed.surname);
  const givenNames = viz.givenNames === 'same' && spellsAlike(viz.printedGivenNames, parsed.givenNames);
  if (surname) fields.add('surname');
  if (givenNames) fields.add('givenNames');
  if (surname && (givenNames || parsed.givenNames === '')) fields.add('names');
  if (viz.dateOfBirth === 'same') fields.add('dateOfBirth');
  if (viz.dateOfExpiry === 'same') fields.add('dateOfExpiry');
  return fields;
}

const spellsAlike = (printed: string | null, mrz: string): boolean =>
  printed !== null && [foldLatin(printed), transliterate(printed)].includes(foldLatin(mrz));
