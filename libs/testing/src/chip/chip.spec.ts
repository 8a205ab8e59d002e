import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { td3Lines } from '../documents/mrz-lines.js';
import type { ChipAlgorithm } from './algorithms.js';
import { createChip } from './chip.js';
import { createChipCountry } from './country.js';
import { bigEndian, integer, oid, sequence, tlv } from './der.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  test.each([
    ['a short length', tlv(0x04, new Uint8Array(3)), '0403000000'],
    ['a tag of two bytes', tlv(0x5f1f, Uint8Array.of(1)), '5f1f0101'],
    ['a sign byte where the top bit is set', integer(0x80), '02020080'],
    ['object identifiers with arcs above 127', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['nothing inside', sequence(), '3000'],
    ['numbers', bigEndian(0x0102), '0102'],
  ])('%s', (_what, der, expected) => {
    expect(hex(der)).toBe(expected);
  });

  test('a length above 127 and one above 255', () => {
    expect(hex(tlv(0x04, new Uint8Array(200)).subarray(0, 3))).toBe('0481c8');
    expect(hex(tlv(0x04, new Uint8Array(300)).subarray(0, 4))).toBe('0482012c');
  });
});

describe('certificates, as OpenSSL reads them', () => {
  test.each<ChipAlgorithm>([
    { kind: 'rsa', digest: 'sha256' },
    { kind: 'rsa-pss', digest: 'sha256' },
    { kind: 'ecdsa', digest: 'sha384', curve: 'secp384r1' },
    { kind: 'ecdsa', digest: 'sha256', curve: 'brainpoolP256r1', explicit: true },
  ])('$kind $digest $curve', (algorithm) => {
    const country = createChipCountry({ algorithm });
    const csca = new X509Certificate(country.csca.der);
    const signer = new X509Certificate(country.documentSigner.der);
    expect(signer.checkIssued(csca)).toBe(true);
    expect(signer.verify(csca.publicKey)).toBe(true);
    expect(csca.verify(csca.publicKey)).toBe(true);
    expect(csca.verify(signer.publicKey)).toBe(false);
    expect([csca.ca, signer.ca]).toEqual([true, false]);
    expect(signer.subject).toBe('C=DE\nCN=Idem test document-signer DE');
    expect(signer.validTo).toBe('Jan  1 00:00:00 2036 GMT');
  });
});

test('a chip holds the lines it was given', () => {
  const lines = td3Lines({
    issuingState: 'D',
    nationality: 'D',
    surname: 'Vogt',
    givenNames: 'Ida',
    documentNumber: 'C01X00T47',
    dateOfBirth: '1990-02-03',
    dateOfExpiry: '2030-02-03',
    sex: 'F',
  });
  const { sod, dg1 } = createChip({ country: createChipCountry(), mrz: lines });
  expect(Buffer.from(dg1).toString('latin1')).toContain(lines.join(''));
  expect(sod[0]).toBe(0x77);
});
