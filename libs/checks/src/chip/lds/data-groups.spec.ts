import { generateChipKeys } from '@idem/testing/chip/algorithms';
import {
  dataGroup1,
  dataGroup2,
  dataGroup11,
  dataGroup14,
  dataGroup15,
} from '@idem/testing/chip/data-groups';
import { tlv } from '@idem/testing/chip/der';
import { td1Lines, td3Lines } from '@idem/testing/documents/mrz-lines';
import { describe, expect, test } from '@jest/globals';
import { readDataGroup1 } from './dg1.js';
import { readDataGroup2 } from './dg2.js';
import { readDataGroup11 } from './dg11.js';
import { readDataGroup14 } from './dg14.js';
import { readDataGroup15 } from './dg15.js';

const HOLDER = {
  issuingState: 'D',
  nationality: 'D',
  surname: 'Vogt',
  givenNames: 'Ida',
  documentNumber: 'C01X00T47',
  dateOfBirth: '1990-02-03',
  dateOfExpiry: '2034-02-03',
  sex: 'F',
} as const;

describe('DG1', () => {
  test.each([
    ['TD3', td3Lines(HOLDER)],
    ['TD1', td1Lines(HOLDER)],
  ] as const)('%s lines', (format, lines) => {
    expect(readDataGroup1(dataGroup1(lines))).toEqual({
      status: 'read',
      value: { format, lines: [...lines] },
    });
  });

  test('the other formats, and what is none', () => {
    const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
    expect(readDataGroup1(dataGroup1(td2))).toMatchObject({ value: { format: 'TD2', lines: td2 } });
    expect(readDataGroup1(dataGroup1(['TOO SHORT']))).toMatchObject({ status: 'malformed' });
    expect(readDataGroup1(dataGroup1(['p'.repeat(88)]))).toMatchObject({ status: 'malformed' });
    expect(readDataGroup1(dataGroup11({}))).toMatchObject({ status: 'malformed' });
  });
});

describe('DG2', () => {
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3);
  const j2k = Uint8Array.of(0xff, 0x4f, 0xff, 0x51, 9, 9);
  const face = { bytes: jpeg, kind: 'jpeg', width: 413, height: 531 } as const;

  test('the picture, its size and its type', () => {
    const value = { mimeType: 'image/jpeg', picture: jpeg, width: 413, height: 531 };
    expect(readDataGroup2(dataGroup2(face))).toEqual({ status: 'read', value });
    expect(readDataGroup2(dataGroup2({ ...face, featurePoints: 5 }))).toEqual({ status: 'read', value });
  });

  test('the type is the picture’s, whatever the record says', () => {
    const read = readDataGroup2(dataGroup2({ ...face, bytes: j2k }));
    expect(read).toMatchObject({ value: { mimeType: 'image/j2k', picture: j2k } });
  });

  test('a picture that is neither is not handed out', () => {
    const bytes = Buffer.from('<svg/>');
    expect(readDataGroup2(dataGroup2({ ...face, bytes }))).toMatchObject({ status: 'unsupported' });
  });

  test('a record of another standard is told apart from a broken one', () => {
    const record = (data: Uint8Array) => tlv(0x75, tlv(0x7f61, tlv(0x7f60, tlv(0x7f2e, data))));
    expect(readDataGroup2(record(new Uint8Array(100)))).toMatchObject({ status: 'unsupported' });
    expect(readDataGroup2(record(new Uint8Array(10)))).toMatchObject({ status: 'malformed' });
    expect(readDataGroup2(tlv(0x75))).toMatchObject({ status: 'malformed' });
  });

  test('feature points beyond the record are refused', () => {
    const bytes = dataGroup2({ ...face, featurePoints: 1 });
    const mark = Buffer.from(bytes).indexOf('FAC\0');
    new DataView(bytes.buffer).setUint16(mark + 18, 0xffff);
    expect(readDataGroup2(bytes)).toMatchObject({ status: 'malformed' });
  });
});

describe('DG11', () => {
  test('names and places in the state’s own letters', () => {
    const bytes = dataGroup11({
      fullName: 'MÜLLER<<JÜRGEN<KARL',
      otherNames: ['J<M', 'Ґалаґан'],
      personalNumber: '123<45',
      dateOfBirth: '19900203',
      placeOfBirth: 'KÖLN<DEUTSCHLAND',
      address: 'Hauptstraße 1<50667 Köln',
    });
    expect(readDataGroup11(bytes)).toEqual({
      status: 'read',
      value: {
        surname: 'MÜLLER',
        givenNames: 'JÜRGEN KARL',
        otherNames: ['J M', 'Ґалаґан'],
        personalNumber: '123<45',
        dateOfBirth: '1990-02-03',
        placeOfBirth: ['KÖLN', 'DEUTSCHLAND'],
        address: ['Hauptstraße 1', '50667 Köln'],
      },
    });
  });

  test('nothing in it, a date in binary-coded decimals, a date of unknown day', () => {
    expect(readDataGroup11(dataGroup11({}))).toMatchObject({ value: { surname: null, dateOfBirth: null } });
    const bcd = tlv(0x6b, tlv(0x5f2b, Uint8Array.of(0x19, 0x90, 0x02, 0x03)));
    expect(readDataGroup11(bcd)).toMatchObject({ value: { dateOfBirth: '1990-02-03' } });
    const unknown = dataGroup11({ dateOfBirth: '19900200' });
    expect(readDataGroup11(unknown)).toMatchObject({ value: { dateOfBirth: null } });
  });

  test('text that is not UTF-8', () => {
    const latin1 = tlv(0x6b, tlv(0x5f0e, Buffer.from('MÜLLER', 'latin1')));
    expect(readDataGroup11(latin1)).toMatchObject({ status: 'malformed' });
  });
});

test('DG14 names its mechanisms', () => {
  expect(readDataGroup14(dataGroup14())).toMatchObject({
    value: {
      securityInfos: expect.arrayContaining([
        { oid: '0.4.0.127.0.7.2.2.3.2.2', mechanism: 'chip_authentication' },
        { oid: '0.4.0.127.0.7.2.2.1.2', mechanism: 'chip_authentication_key' },
      ]),
    },
  });
  expect(readDataGroup14(tlv(0x6e, tlv(0x31, tlv(0x30))))).toMatchObject({ status: 'malformed' });
});

test('DG15 describes its key', () => {
  const ec = { kind: 'ecdsa', digest: 'sha256', curve: 'brainpoolP256r1', explicit: true } as const;
  expect(readDataGroup15(dataGroup15(generateChipKeys(ec)))).toMatchObject({
    value: { key: { type: 'ec', bits: 256, curve: 'brainpoolP256r1' } },
  });
  const rsa = { kind: 'rsa', digest: 'sha256', bits: 1024 } as const;
  expect(readDataGroup15(dataGroup15(generateChipKeys(rsa)))).toMatchObject({
    value: { key: { type: 'rsa', bits: 1024, curve: null } },
  });
  expect(readDataGroup15(tlv(0x6f, new Uint8Array(40)))).toMatchObject({ status: 'unsupported' });
});
