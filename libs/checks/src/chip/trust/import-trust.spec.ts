import { generateChipKeys } from '@idem/testing/chip/algorithms';
import {
  extension,
  type IssuedCertificate,
  issueCertificate,
  issueRevocationList,
} from '@idem/testing/chip/certificates';
import { createChip } from '@idem/testing/chip/chip';
import { type ChipCountry, createChipCountry, createMasterList } from '@idem/testing/chip/country';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { importTrust, type TrustImport } from './import-trust.js';
import { pemOf } from './pem.js';
import {
  EMPTY_TRUST_STORE,
  formatTrustStore,
  parseTrustStore,
  type TrustStore,
  TrustStoreError,
} from './trust-store.js';

const now = new Date('2026-11-22T12:00:00Z');
let germany: ChipCountry;
let france: ChipCountry;
let italy: ChipCountry;
let list: Uint8Array;

beforeAll(() => {
  germany = createChipCountry();
  france = createChipCountry({ code: 'FR' });
  italy = createChipCountry({ code: 'IT' });
  list = createMasterList(germany, [germany.csca, france.csca, italy.csca]);
});

const bring = (bytes: Uint8Array, trust: readonly string[] = [], store: TrustStore = EMPTY_TRUST_STORE) =>
  importTrust(store, bytes, { trust, now });
const countries = ({ store }: { readonly store: TrustStore }) =>
  store.authorities.map(({ subject }) => subject.country).sort();
const statuses = ({ items }: TrustImport) => items.map(({ status }) => status);

/** The fingerprint an operator would read off and compare. */
function fingerprintOf(certificate: IssuedCertificate): string {
  const [item] = bring(certificate.der).items;
  if (item?.status !== 'untrusted') throw new Error('expected an untrusted certificate');
  return item.authority.fingerprint;
}

describe('a master list', () => {
  test('is believed when the operator confirms who vouches for it', () => {
    const first = bring(list);
    expect(first).toMatchObject({
      store: EMPTY_TRUST_STORE,
      items: [{ status: 'untrusted', authority: { subject: { text: 'C=DE, CN=Idem test CSCA DE' } } }],
    });
    const second = bring(list, [fingerprintOf(germany.csca)]);
    expect(countries(second)).toEqual(['DE', 'FR', 'IT']);
    expect(second.items).toEqual([
      { status: 'imported', what: expect.stringContaining('3 authorities, 3 new'), skipped: [] },
    ]);
  });

  test('is believed when a trusted authority vouches, and adds nothing twice', () => {
    const { store } = bring(list, [fingerprintOf(germany.csca)]);
    const again = bring(list, [], store);
    expect(again.items).toEqual([
      { status: 'imported', what: expect.stringContaining('3 authorities, 0 new'), skipped: [] },
    ]);
    expect(again.store.authorities).toHaveLength(3);
  });

  test('is not believed for the word of another authority', () => {
    expect(statuses(bring(list, [fingerprintOf(france.csca)]))).toEqual(['untrusted']);
    const { store } = bring(france.csca.der, [fingerprintOf(france.csca)]);
    expect(bring(list, [], store)).toMatchObject({ store, items: [{ status: 'untrusted' }] });
  });

  test.each([
    ['another key signed', () => ({ signingKey: france.masterListSigner }), /signature is not the signer’s/],
    ['its content is not what was signed', () => ({ otherMessageDigest: true }), /digest is not that/],
    ['its type is not what was signed', () => ({ otherContentType: true }), /another type/],
    ['nothing is signed but the content', () => ({ withoutSignedAttributes: true }), /no signed attributes/],
    ['the signer is not inside', () => ({ unknownSigner: true }), /not inside/],
  ])('is refused when %s', (_what, flaws, reason) => {
    const forged = createMasterList(germany, [italy.csca], flaws());
    expect(bring(forged, [fingerprintOf(germany.csca)])).toMatchObject({
      store: EMPTY_TRUST_STORE,
      items: [{ status: 'refused', reason: expect.stringMatching(reason) }],
    });
  });

  test('is refused when a document signer or an authority signed it', () => {
    for (const masterListSigner of [germany.documentSigner, germany.csca]) {
      const forged = createMasterList({ ...germany, masterListSigner }, [italy.csca]);
      expect(bring(forged, [fingerprintOf(germany.csca)]).items).toMatchObject([
        { status: 'refused', reason: expect.stringContaining('not for signing master lists') },
      ]);
    }
  });

  test('is refused when nobody issued its signer', () => {
    const impostor = createChipCountry();
    const forged = createMasterList({ ...impostor, csca: germany.csca }, [germany.csca]);
    expect(bring(forged, [fingerprintOf(germany.csca)]).items).toMatchObject([{ status: 'refused' }]);
  });

  test('any altered byte of what is signed refuses it', () => {
    const at = Buffer.from(list).indexOf(Buffer.from(italy.csca.der));
    expect(at).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat(italy.csca.der.length - 1), fc.integer({ min: 1, max: 255 }), (offset, by) => {
        const altered = Uint8Array.from(list);
        altered[at + offset]! ^= by;
        expect(countries(bring(altered, [fingerprintOf(germany.csca)]))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('leaves out what is no authority, and says so', () => {
    const mixed = createMasterList(germany, [germany.csca, france.documentSigner]);
    const imported = bring(mixed, [fingerprintOf(germany.csca)]);
    expect(countries(imported)).toEqual(['DE']);
    expect(imported.items).toMatchObject([
      { skipped: [expect.stringMatching(/document-signer FR: it is no certification authority/)] },
    ]);
  });

  test('a chip’s security object is not one', () => {
    const { sod } = createChip({ country: germany, mrz: ['A'.repeat(44), 'A'.repeat(44)] });
    const start = Buffer.from(sod).indexOf(0x30);
    expect(bring(sod.subarray(start)).items).toMatchObject([{ status: 'refused' }]);
  });
});

describe('a certificate', () => {
  test('takes the operator’s own word', () => {
    expect(statuses(bring(italy.csca.der))).toEqual(['untrusted']);
    expect(countries(bring(italy.csca.der, [fingerprintOf(italy.csca)]))).toEqual(['IT']);
  });

  test('several in one PEM file are judged one by one', () => {
    const pem = [italy.csca, france.csca].map(({ der }) => pemOf('CERTIFICATE', der)).join('commentary\n');
    const imported = bring(Buffer.from(pem), [fingerprintOf(italy.csca)]);
    expect(statuses(imported)).toEqual(['imported', 'untrusted']);
    expect(countries(imported)).toEqual(['IT']);
  });

  test('that did not sign itself, is no authority or has an unknown critical extension', () => {
    const request = {
      role: 'csca',
      country: 'IT',
      commonName: 'forged',
      keys: italy.csca.keys,
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2040-01-01T00:00:00Z'),
    } as const;
    const { privateKey } = generateChipKeys(italy.csca.keys.algorithm);
    const foreign = issueCertificate({ ...request, keys: { ...italy.csca.keys, privateKey } });
    const strange = issueCertificate({
      ...request,
      extraExtensions: [extension('1.2.3.4', Uint8Array.of(5, 0), true)],
    });
    for (const certificate of [
      foreign,
      strange,
      italy.documentSigner,
      issueCertificate({ ...request, bare: true }),
    ]) {
      expect(statuses(bring(certificate.der))).toEqual(['refused']);
    }
  });
});

describe('a revocation list', () => {
  const revocations = (day: string, more: Partial<Parameters<typeof issueRevocationList>[0]> = {}) =>
    issueRevocationList({
      issuer: germany.csca,
      revoked: [2],
      thisUpdate: new Date(`2026-10-${day}T00:00:00Z`),
      nextUpdate: new Date('2027-01-01T00:00:00Z'),
      ...more,
    });
  const trusting = () => bring(list, [fingerprintOf(germany.csca)]).store;

  test('of a trusted authority, as DER and PEM', () => {
    for (const bytes of [revocations('05'), Buffer.from(pemOf('X509 CRL', revocations('05')))]) {
      const imported = bring(bytes, [], trusting());
      expect(statuses(imported)).toEqual(['imported']);
      expect(imported.store.revocationLists[0]?.revoked).toEqual(new Set(['02']));
    }
  });

  test('of nobody trusted, or signed by another', () => {
    expect(statuses(bring(revocations('05')))).toEqual(['refused']);
    const forged = revocations('05', { signingKeys: france.csca.keys });
    expect(statuses(bring(forged, [], trusting()))).toEqual(['refused']);
  });

  test('a newer one takes the place of an older one, and never the reverse', () => {
    const newer = bring(
      revocations('10', { revoked: [2, 9] }),
      [],
      bring(revocations('05'), [], trusting()).store,
    );
    expect(newer.store.revocationLists.map(({ revoked }) => revoked.size)).toEqual([2]);
    const older = bring(revocations('05'), [], newer.store);
    expect(older).toMatchObject({ store: newer.store, items: [{ status: 'refused' }] });
  });

  test('of a kind whose entries mean something else', () => {
    const delta = revocations('05', {
      extraExtensions: [extension('2.5.29.27', Uint8Array.of(2, 1, 1), true)],
    });
    expect(bring(delta, [], trusting()).items).toMatchObject([
      { status: 'refused', reason: expect.stringContaining('2.5.29.27') },
    ]);
  });
});

describe('other files', () => {
  test('an LDIF of the public key directory: lists, revocations, and document signers passed over', () => {
    const value = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString('base64')
        .replace(/(.{70})/g, '$1\n ');
    const revoked = issueRevocationList({
      issuer: france.csca,
      revoked: [],
      thisUpdate: now,
      nextUpdate: new Date('2027-01-01T00:00:00Z'),
    });
    const ldif = [
      'version: 1',
      'dn: c=FR,dc=data,dc=download',
      `certificateRevocationList;binary:: ${value(revoked)}`,
      `userCertificate;binary:: ${value(germany.documentSigner.der)}`,
      '',
      'dn: c=DE,dc=data',
      'objectClass: pkdMasterList',
      `pkdMasterListContent:: ${value(list)}`,
      '',
    ].join('\n');
    const imported = bring(Buffer.from(ldif), [fingerprintOf(germany.csca)]);
    expect(statuses(imported)).toEqual(['imported', 'imported']);
    expect(imported.store.revocationLists).toHaveLength(1);
  });

  test('random bytes never throw and add nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, der) => {
        const imported = bring(der ? Buffer.concat([Uint8Array.of(0x30), bytes]) : bytes);
        expect(statuses(imported)).toEqual(['refused']);
        expect(imported.store).toBe(EMPTY_TRUST_STORE);
      }),
    );
  });
});

describe('the stored text', () => {
  const full = () => {
    const revoked = issueRevocationList({
      issuer: france.csca,
      revoked: [5],
      thisUpdate: now,
      nextUpdate: new Date('2027-01-01T00:00:00Z'),
    });
    return bring(revoked, [], bring(list, [fingerprintOf(germany.csca)]).store).store;
  };

  test('comes back as it was, in one order', () => {
    const store = full();
    const text = formatTrustStore(store);
    const restored = parseTrustStore(text);
    expect(formatTrustStore(restored)).toBe(text);
    expect(formatTrustStore({ ...store, authorities: [...store.authorities].reverse() })).toBe(text);
    expect(countries({ store: restored })).toEqual(['DE', 'FR', 'IT']);
    expect(restored.revocationLists[0]?.revoked).toEqual(new Set(['05']));
  });

  test.each([
    ['no JSON', () => '-----BEGIN'],
    ['of another version', () => formatTrustStore(EMPTY_TRUST_STORE).replace('"version": 1', '"version": 2')],
    ['with a broken certificate', () => formatTrustStore(full()).replace('MII', 'MIJ')],
    [
      'with an empty certificate',
      () => '{"format":"idem-trust-store","version":1,"authorities":[""],"revocationLists":[]}',
    ],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => parseTrustStore(text())).toThrow(TrustStoreError);
  });
});
