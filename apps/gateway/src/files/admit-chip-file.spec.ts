import { ApiError, CHIP_FILE_TAGS, MAX_CHIP_FILE_BYTES } from '@idem/contracts';
import { CHIP_FILES } from '@idem/domain';
import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup2, dataGroup11, dataGroup14, dataGroup15 } from '@idem/testing/chip/data-groups';
import { tlv } from '@idem/testing/chip/der';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { admitChipFile } from './admit-chip-file.js';

function refusalOf(bytes: Uint8Array): ApiError['body'] & { status: number } {
  try {
    admitChipFile(Buffer.from(bytes));
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, ...error.body };
    throw error;
  }
  throw new Error('was admitted');
}

test('every file of a chip is admitted as what it is, byte for byte', () => {
  const chip = createChip({
    country: createChipCountry(),
    mrz: ['P'.padEnd(44, '<'), 'C'.padEnd(44, '<')],
    dg2: dataGroup2({ bytes: new Uint8Array(20_000), kind: 'jpeg', width: 300, height: 400 }),
    dg11: dataGroup11({ fullName: 'VÖGT<<IDA' }),
    dg14: dataGroup14(),
    dg15: dataGroup15(),
  });
  for (const name of CHIP_FILES) {
    const admitted = admitChipFile(Buffer.from(chip[name]!));
    expect(admitted.format).toBe(name);
    expect(Buffer.compare(admitted.bytes, chip[name]!)).toBe(0);
  }
});

describe('is refused', () => {
  test.each([
    ['nothing at all', [], 'parameter_invalid_empty'],
    ['a picture', [0xff, 0xd8, 0xff, 0xe0], 'parameter_invalid_file_type'],
    ['a data group that is not read: DG3', [0x63, 1, 0], 'parameter_invalid_file_type'],
    ['a tag alone', [0x77], 'parameter_invalid_file'],
    ['a length that is cut off', [0x77, 0x82, 1], 'parameter_invalid_file'],
    ['an indefinite length', [0x77, 0x80, 0, 0], 'parameter_invalid_file'],
    ['a length of four bytes', [0x77, 0x84, 0, 0, 0, 0], 'parameter_invalid_file'],
    ['a length of 127 bytes', [0x77, 0xff, 1, 1], 'parameter_invalid_file'],
    ['too few bytes', [0x61, 5, 1], 'parameter_invalid_file'],
    ['bytes behind its end', [0x61, 1, 1, 1], 'parameter_invalid_file'],
  ])('%s', (_what, bytes, code) => {
    expect(refusalOf(Uint8Array.from(bytes))).toMatchObject({ status: 400, code, param: 'file' });
  });

  test.each(CHIP_FILES)('%s above its size', (name) => {
    expect(refusalOf(tlv(CHIP_FILE_TAGS[name], new Uint8Array(MAX_CHIP_FILE_BYTES[name])))).toMatchObject({
      code: 'parameter_invalid_file_size',
    });
  });
});

test('any bytes are admitted or refused, and what is admitted is one tag-length-value', () => {
  const tag = fc.constantFrom(...CHIP_FILES.map((name) => CHIP_FILE_TAGS[name]), 0x30, 0x5f);
  fc.assert(
    fc.property(tag, fc.uint8Array({ maxLength: 300 }), fc.boolean(), (first, rest, framed) => {
      const bytes = framed ? tlv(first, rest) : Uint8Array.of(first, ...rest);
      let admitted = true;
      try {
        admitChipFile(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
        admitted = false;
      }
      if (framed)
        expect(admitted).toBe(first !== 0x30 && first !== 0x5f && !(first === 0x61 && rest.length > 1020));
      else if (admitted) expect(bytes[1]! < 0x80 ? bytes[1] === rest.length - 1 : true).toBe(true);
    }),
  );
});
