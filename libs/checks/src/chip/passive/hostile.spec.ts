import { MAX_CHIP_FILE_BYTES } from '@idem/contracts';
import { CHIP_FILES, type ChipFileName } from '@idem/domain';
import { type ChipData, createChip } from '@idem/testing/chip/chip';
import { type ChipCountry, createChipCountry } from '@idem/testing/chip/country';
import { dataGroup11, dataGroup14, dataGroup15 } from '@idem/testing/chip/data-groups';
import { tlv } from '@idem/testing/chip/der';
import { td3Lines } from '@idem/testing/documents/mrz-lines';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { examineChip } from '../examine-chip.js';
import { readCertificate } from '../pki/certificate.js';
import { EMPTY_TRUST_STORE, type TrustStore, withAuthorities } from '../trust/trust-store.js';
import { STEPS, type Step, verdictOf } from './report.js';

const now = new Date('2026-11-22T12:00:00Z');
let country: ChipCountry;
let trust: TrustStore;
let genuine: ChipData;

beforeAll(() => {
  country = createChipCountry();
  trust = withAuthorities(EMPTY_TRUST_STORE, [readCertificate(country.csca.der)]);
  const mrz = td3Lines({
    issuingState: 'D',
    nationality: 'D',
    surname: 'Vogt',
    givenNames: 'Ida',
    documentNumber: 'C01X00T47',
    dateOfBirth: '1990-02-03',
    dateOfExpiry: '2034-02-03',
    sex: 'F',
  });
  genuine = createChip({
    country,
    mrz,
    dg11: dataGroup11({ fullName: 'VOGT<<IDA' }),
    dg14: dataGroup14(),
    dg15: dataGroup15(),
  });
});

const examine = (files: Partial<Record<ChipFileName, Uint8Array>>) =>
  examineChip({ files, trust, now }, null).measurement;

const fileName = fc.constantFrom(...CHIP_FILES);

/** The last bytes of the document signer's certificate: how its signature is wrapped. */
function inSignatureOfSigner(): ['sod', number, number][] {
  const { der } = country.documentSigner;
  const end = Buffer.from(genuine.sod!).indexOf(der) + der.length;
  expect(end).toBeGreaterThan(der.length);
  return Array.from({ length: 80 }, (_, back) => ['sod', end - 1 - back, 8]);
}

describe('bytes written by anyone', () => {
  test('what was not altered is authentic', () => {
    expect(examine(genuine).authentication.verdict).toBe('authentic');
  });

  test('Buffers are read like other bytes, and none is written to', () => {
    // Buffer.slice is a view where Uint8Array.slice is a copy.
    const buffers = Object.fromEntries(
      Object.entries(genuine).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    );
    const first = examine(buffers);
    expect(examine(buffers)).toEqual(first);
    expect(first).toEqual(examine(genuine));
    for (const [name, bytes] of Object.entries(genuine)) {
      expect(Buffer.compare(buffers[name]!, bytes)).toBe(0);
    }
  });

  test('random bytes never throw and never authenticate', () => {
    fc.assert(
      fc.property(fc.dictionary(fileName, fc.uint8Array({ maxLength: 300 })), (files) => {
        const { authentication, unreadable } = examine({ ...files });
        expect(authentication.verdict).not.toBe('authentic');
        const groups = Object.keys(files).filter((name) => name !== 'sod');
        expect(unreadable.length).toBeLessThanOrEqual(groups.length);
      }),
    );
  });

  test('random values under the right tags never throw', () => {
    fc.assert(
      fc.property(fileName, fc.uint8Array({ maxLength: 300 }), (name, value) => {
        const tag = genuine[name]?.[0] ?? 0x75;
        expect(examine({ ...genuine, [name]: tlv(tag, value) }).authentication.verdict).not.toBe('authentic');
      }),
    );
  });

  /**
   * The unsigned wrapping has bytes whose change alters nothing that is read: the version numbers, the set of
   * digest algorithms, which repeats the signer's, parameters of algorithms that have none. Nor does a
   * certificate's signature cover its own encoding, so that the fingerprint of the whole may differ.
   */
  test('one altered byte anywhere in a data group refutes; in the security object it never throws', () => {
    fc.assert(
      fc.property(fileName, fc.nat(), fc.integer({ min: 1, max: 255 }), (name, at, by) => {
        const bytes = genuine[name];
        fc.pre(bytes !== undefined);
        const altered = Uint8Array.from(bytes);
        altered[at % altered.length]! ^= by;
        const { authentication } = examine({ ...genuine, [name]: altered });
        if (name !== 'sod') expect(authentication.verdict).toBe('refuted');
        if (authentication.verdict === 'authentic') {
          expect(authentication.dataGroups).toEqual(examine(genuine).authentication.dataGroups);
          const signer = examine(genuine).authentication.documentSigner;
          expect(authentication.documentSigner).toEqual({ ...signer, fingerprint: expect.any(String) });
        }
      }),
      { numRuns: 300, examples: inSignatureOfSigner() },
    );
  }, 60_000);

  test('a file cut off anywhere, or with bytes after its end, never authenticates', () => {
    fc.assert(
      fc.property(fileName, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), (name, at, tail) => {
        const bytes = genuine[name];
        fc.pre(bytes !== undefined);
        const cut = examine({ ...genuine, [name]: bytes.subarray(0, at % bytes.length) });
        const longer = examine({ ...genuine, [name]: Buffer.concat([bytes, tail]) });
        expect([cut, longer].map(({ authentication }) => authentication.verdict)).not.toContain('authentic');
      }),
    );
  }, 60_000);

  test('a length that promises gigabytes, an indefinite one, a nest of a hundred thousand levels', () => {
    const nest = Buffer.alloc(60_000);
    for (let at = 0; at < nest.length; at += 4) nest.writeUInt32BE(0x30820000 + (nest.length - at - 4), at);
    const bombs = [
      Uint8Array.of(0x77, 0x84, 0xff, 0xff, 0xff, 0xff),
      Uint8Array.of(0x77, 0x80, 0, 0),
      tlv(0x77, nest),
    ];
    for (const sod of bombs) {
      const [step] = examine({ ...genuine, sod }).authentication.steps;
      expect(step).toMatchObject({ step: 'security_object', status: 'unknown', code: 'malformed' });
    }
  });

  test('files too large for any chip are not parsed', () => {
    for (const name of CHIP_FILES) {
      const bytes = tlv(genuine[name]?.[0] ?? 0x75, new Uint8Array(MAX_CHIP_FILE_BYTES[name]));
      const { authentication, unreadable } = examine({ [name]: bytes });
      const reason = name === 'sod' ? authentication.steps[0]?.detail : unreadable[0]?.reason;
      expect(reason).toMatch(/larger than/);
    }
  });

  test('nothing at all proves nothing', () => {
    const { authentication } = examine({});
    expect(authentication.verdict).toBe('unproven');
    expect(authentication.steps[0]).toMatchObject({ code: 'absent' });
  });
});

describe('the verdict', () => {
  const step = fc.record<Step>({
    step: fc.constantFrom(...STEPS),
    status: fc.constantFrom('held', 'refuted', 'unknown', 'waived'),
    code: fc.constant(''),
    detail: fc.constant(''),
  });

  test('is authentic only if every step is there and holds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(step, { selector: (each) => each.step, maxLength: STEPS.length }),
        (steps) => {
          const good = steps.filter(({ status }) => status === 'held' || status === 'waived');
          expect(verdictOf(steps) === 'authentic').toBe(good.length === STEPS.length);
          expect(verdictOf(steps) === 'refuted').toBe(steps.some(({ status }) => status === 'refuted'));
        },
      ),
    );
  });
});
