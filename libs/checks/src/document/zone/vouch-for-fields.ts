import type { MrzFieldName } from '@idem/vision/stages/mrz/layouts';
import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import type { MeasuredMrz } from '../measurement.js';
import type { PrintAgainstZone } from '../print/read-against-zone.js';
import type { Voucher } from '../reading/reading.js';
import { CLEANLY_READ_MRZ, MIN_FIELD_CONFIDENCE } from '../thresholds.js';

/** Every field of the MRZ with what vouches for it; a field with an empty list is read, not verified. */
export type VouchedFields = Readonly<Partial<Record<MrzFieldName, readonly Voucher[]>>>;

/**
 * Names what vouches for each field. Pure.
 *
 * A reading whose check digits disagree and that is not clear either may be one of texture, or of a card standing on
 * its head, in which a character now and then looks certain and a check digit agrees by chance: only print vouches
 * for its fields.
 */
export function vouchForFields(mrz: MeasuredMrz, parsed: ParsedMrz, print: PrintAgainstZone): VouchedFields {
  const printed = printedFields(parsed, print);
  const isTrusted = mrz.valid || mrz.meanLogProbability > CLEANLY_READ_MRZ;
  return Object.fromEntries(
    Object.entries(mrz.fields).map(([name, { confidence, vouchedBy }]) => {
      const vouchers: Voucher[] = [];
      if (isTrusted && vouchedBy.length > 0) vouchers.push('check-digit');
      if (isTrusted && confidence >= MIN_FIELD_CONFIDENCE) vouchers.push('reader');
      if (printed.has(name as MrzFieldName)) vouchers.push('print');
      return [name, vouchers];
    }),
  );
}

/**
 * Fields that the print spells alike, letter by letter. A number that agrees only with O and 0 made one is
 * not among them: that agreement cannot tell the two apart.
 */
function printedFields(parsed: ParsedMrz, print: PrintAgainstZone): ReadonlySet<MrzFieldName> {
  const fields = new Set<MrzFieldName>();
  if (print.surname.spelled) fields.add('surname');
  if (print.givenNames.spelled) fields.add('givenNames');
  const [surname, givenNames] = [
    print.surname.spelled || parsed.surname === '',
    print.givenNames.spelled || parsed.givenNames === '',
  ];
  if (surname && givenNames && (print.surname.spelled || print.givenNames.spelled)) fields.add('names');
  if (print.numberSpelled) fields.add('documentNumber');
  if (print.dateOfBirth === 'same') fields.add('dateOfBirth');
  if (print.dateOfExpiry === 'same') fields.add('dateOfExpiry');
  if (print.sex === 'same') fields.add('sex');
  return fields;
}
