import { type ChipAlgorithm, generateChipKeys } from '@idem/testing/chip/algorithms';
import { extension, issueCertificate, issueRevocationList } from '@idem/testing/chip/certificates';
import { type ChipData, type ChipRequest, createChip } from '@idem/testing/chip/chip';
import { type ChipCountry, createChipCountry } from '@idem/testing/chip/country';
import { dataGroup1, dataGroup11, dataGroup14, dataGroup15 } from '@idem/testing/chip/data-groups';
import { octets } from '@idem/testing/chip/der';
import { type MrzContent, td1Lines, td3Lines } from '@idem/testing/documents/mrz-lines';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readCertificate } from '../pki/certificate.js';
import { importTrust } from '../trust/import-trust.js';
import { EMPTY_TRUST_STORE, type TrustStore, withAuthorities } from '../trust/trust-store.js';
import { type AuthenticationInput, authenticateChip } from './authenticate-chip.js';
import { type PassiveAuthentication, STEPS, type StepName } from './report.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const HOLDER: MrzContent = {
  issuingState: 'D',
  nationality: 'D',
  surname: 'Vogt',
  givenNames: 'Ida',
  documentNumber: 'C01X00T47',
  dateOfBirth: '1990-02-03',
  dateOfExpiry: '2034-02-03',
  sex: 'F',
};
const MRZ = td3Lines(HOLDER);
const DG11 = dataGroup11({ fullName: 'VOGT<<IDA', placeOfBirth: 'Köln' });
const DG15 = dataGroup15();

let germany: ChipCountry;
let france: ChipCountry;
let trust: TrustStore;
let genuine: ChipData;

const trusting = (...countries: readonly ChipCountry[]) =>
  withAuthorities(
    EMPTY_TRUST_STORE,
    countries.map(({ csca }) => readCertificate(csca.der)),
  );
const judge = (files: Partial<ChipData>, more: Partial<AuthenticationInput> = {}) =>
  authenticateChip({ files, trust, now: NOW, ...more });
const chip = (request: Partial<ChipRequest> = {}) => createChip({ country: germany, mrz: MRZ, ...request });

/** The steps that are neither held nor waived, with their codes. */
function troubles({ steps }: PassiveAuthentication): Partial<Record<StepName, string>> {
  return Object.fromEntries(
    steps
      .filter(({ status }) => status === 'refuted' || status === 'unknown')
      .map(({ step, status, code }) => [step, `${status}: ${code}`]),
  );
}

beforeAll(() => {
  germany = createChipCountry();
  france = createChipCountry({ code: 'FR' });
  trust = trusting(germany, france);
  genuine = chip({ dg11: DG11, dg15: DG15 });
});

describe('a genuine chip', () => {
  test.each<ChipAlgorithm & { readonly name: string }>([
    { name: 'RSA PKCS#1', kind: 'rsa', digest: 'sha256' },
    { name: 'RSA PKCS#1 over SHA-512', kind: 'rsa', digest: 'sha512' },
    { name: 'RSA-PSS', kind: 'rsa-pss', digest: 'sha256' },
    { name: 'P-256', kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1' },
    { name: 'P-384', kind: 'ecdsa', digest: 'sha384', curve: 'secp384r1' },
    { name: 'P-521', kind: 'ecdsa', digest: 'sha512', curve: 'secp521r1' },
    { name: 'P-224', kind: 'ecdsa', digest: 'sha224', curve: 'secp224r1' },
    { name: 'brainpool 256', kind: 'ecdsa', digest: 'sha256', curve: 'brainpoolP256r1' },
    {
      name: 'brainpool 384, explicit',
      kind: 'ecdsa',
      digest: 'sha384',
      curve: 'brainpoolP384r1',
      explicit: true,
    },
    {
      name: 'brainpool 512, explicit',
      kind: 'ecdsa',
      digest: 'sha512',
      curve: 'brainpoolP512r1',
      explicit: true,
    },
    { name: 'P-256, explicit', kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1', explicit: true },
  ])('signed with $name is authentic', (algorithm) => {
    const country = createChipCountry({ algorithm });
    const report = judge(createChip({ country, mrz: MRZ, dg15: DG15 }), { trust: trusting(country) });
    expect(troubles(report)).toEqual({});
    expect(report).toMatchObject({ verdict: 'authentic', digest: algorithm.digest });
  });

  test('may mix algorithms: an RSA authority, an ECDSA signer, another digest for the data groups', () => {
    const country = createChipCountry({
      algorithm: { kind: 'rsa-pss', digest: 'sha384' },
      signerAlgorithm: { kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1' },
    });
    const report = judge(createChip({ country, mrz: MRZ, digest: 'sha512' }), { trust: trusting(country) });
    expect(report).toMatchObject({ verdict: 'authentic', digest: 'sha512' });
  });

  test('reports every step, both certificates and each data group', () => {
    const report = judge(genuine);
    expect(report.verdict).toBe('authentic');
    expect(report.steps.map(({ step }) => step)).toEqual(STEPS);
    expect(report).toMatchObject({
      lds: { version: '0108', unicode: '040000' },
      signedAt: '2025-03-01T09:30:00.000Z',
      documentSigner: { subject: 'C=DE, CN=Idem test document-signer DE', serial: '02' },
      authority: { subject: 'C=DE, CN=Idem test CSCA DE' },
      dataGroups: [
        { number: 1, presented: true, signed: true, matches: true },
        { number: 11, presented: true, signed: true, matches: true },
        { number: 15, presented: true, signed: true, matches: true },
      ],
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(JSON.stringify(report)).not.toContain('VOGT');
  });

  test('needs DG1 only of what it signs', () => {
    const { sod, dg1 } = genuine;
    expect(judge({ sod, dg1 }).verdict).toBe('authentic');
    expect(troubles(judge({ sod, dg15: DG15 }))).toEqual({
      country: 'unknown: not_reached',
      data_groups: 'unknown: data_group_1_missing',
    });
  });

  test('may have a security object of version 0, no signing time, and be an identity card', () => {
    const mrz = td1Lines(HOLDER);
    const report = judge(chip({ mrz, version: 0, signingTime: null }));
    expect(report).toMatchObject({ verdict: 'authentic', lds: null, signedAt: null });
  });
});

describe('a tampered chip', () => {
  test('any changed byte of any data group', () => {
    for (const name of ['dg1', 'dg11', 'dg15'] as const) {
      const bytes = Uint8Array.from(genuine[name]!);
      bytes[bytes.length - 1]! ^= 1;
      const report = judge({ ...genuine, [name]: bytes });
      expect(report.verdict).toBe('refuted');
      expect(troubles(report)).toMatchObject({ data_groups: 'refuted: data_group_altered' });
    }
  });

  test('another person’s DG1, and data groups in each other’s place', () => {
    const dg1 = dataGroup1(td3Lines({ ...HOLDER, surname: 'Weber' }));
    expect(troubles(judge({ ...genuine, dg1 }))).toEqual({ data_groups: 'refuted: data_group_altered' });
    const swapped = judge({ ...genuine, dg11: DG15, dg15: DG11 });
    expect(swapped.dataGroups.map(({ matches }) => matches)).toEqual([true, false, false]);
    expect(swapped.verdict).toBe('refuted');
  });

  test('a data group the security object does not list', () => {
    const report = judge(chip({ dg11: DG11, flaws: { unlisted: [11] } }));
    expect(troubles(report)).toEqual({ data_groups: 'refuted: data_group_not_signed' });
    expect(troubles(judge({ ...genuine, dg14: dataGroup14() }))).toEqual({
      data_groups: 'refuted: data_group_not_signed',
    });
  });

  test('data groups hashed with another digest than the object says', () => {
    expect(judge(chip({ flaws: { otherDigest: 'sha224' } })).verdict).not.toBe('authentic');
  });

  test('a signature by another key', () => {
    const report = judge(chip({ flaws: { signingKey: france.documentSigner } }));
    expect(troubles(report)).toEqual({ signature: 'refuted: signature_wrong' });
    expect(report.verdict).toBe('refuted');
  });

  test('a flipped bit of the signature', () => {
    const sod = Uint8Array.from(genuine.sod);
    sod[sod.length - 1]! ^= 1;
    expect(judge({ ...genuine, sod }).verdict).not.toBe('authentic');
  });

  test('content that is not what was signed', () => {
    expect(troubles(judge(chip({ flaws: { otherMessageDigest: true } })))).toEqual({
      signed_attributes: 'refuted: content_altered',
    });
    expect(troubles(judge(chip({ flaws: { otherContentType: true } })))).toEqual({
      signed_attributes: 'refuted: content_altered',
    });
  });

  test.each([
    ['no signed attributes', { withoutSignedAttributes: true }],
    ['content of another type', { contentType: '2.23.136.1.1.2' }],
    ['a data group listed twice', { listedTwice: true }],
  ])('a security object with %s is not one', (_what, flaws) => {
    const report = judge(chip({ flaws }));
    expect(troubles(report)).toMatchObject({ security_object: 'unknown: malformed' });
    expect(report.verdict).toBe('unproven');
  });

  test.each([
    ['without the signer’s certificate', { withoutCertificate: true }],
    ['with another certificate than the signer’s', { unknownSigner: true }],
  ])('a security object %s', (_what, flaws) => {
    expect(troubles(judge(chip({ flaws })))).toMatchObject({ signature: 'unknown: signer_absent' });
  });
});

describe('the document signer', () => {
  const signerOf = (request: Partial<Parameters<typeof issueCertificate>[0]>) =>
    issueCertificate({
      role: 'document-signer',
      country: 'DE',
      commonName: 'Idem test document-signer DE',
      keys: germany.documentSigner.keys,
      serial: 7,
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
      issuer: germany.csca,
      ...request,
    });
  const judgeSigner = (request: Parameters<typeof signerOf>[0], rest: Partial<ChipRequest> = {}) =>
    judge(chip({ ...rest, flaws: { signer: signerOf(request) } }));

  test('of a state whose authority is not loaded', () => {
    const report = judge(genuine, { trust: trusting(france) });
    expect(report.verdict).toBe('unproven');
    expect(troubles(report)).toMatchObject({ certificate_chain: 'unknown: authority_not_loaded' });
    expect(judge(genuine, { trust: EMPTY_TRUST_STORE }).verdict).toBe('unproven');
  });

  test('of an authority of the same name with another key', () => {
    const impostor = createChipCountry();
    const report = judge(createChip({ country: impostor, mrz: MRZ }));
    expect(troubles(report)).toMatchObject({ certificate_chain: 'unknown: authority_not_loaded' });
  });

  test('of a renamed authority with the old key; the one of the right name goes first', () => {
    const validity = {
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2040-01-01T00:00:00Z'),
    };
    const { keys } = germany.csca;
    const [renamed, foreign] = ['DE', 'FR'].map((country) =>
      readCertificate(
        issueCertificate({ role: 'csca', country, commonName: 'renamed', keys, serial: 4, ...validity }).der,
      ),
    );
    const only = judge(genuine, { trust: withAuthorities(EMPTY_TRUST_STORE, [renamed!]) });
    expect(only).toMatchObject({ verdict: 'authentic', authority: { subject: 'C=DE, CN=renamed' } });
    const both = withAuthorities(EMPTY_TRUST_STORE, [foreign!, readCertificate(germany.csca.der)]);
    expect(judge(genuine, { trust: both }).verdict).toBe('authentic');
  });

  test('whose authority has a valid certificate beside one that is not', () => {
    const lapsed = issueCertificate({
      role: 'csca',
      country: 'DE',
      commonName: 'Idem test CSCA DE',
      keys: germany.csca.keys,
      serial: 5,
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2021-01-01T00:00:00Z'),
    });
    const certificates = [lapsed, germany.csca].map(({ der }) => readCertificate(der));
    expect(judge(genuine, { trust: withAuthorities(EMPTY_TRUST_STORE, certificates) }).verdict).toBe(
      'authentic',
    );
    const only = judge(genuine, { trust: withAuthorities(EMPTY_TRUST_STORE, [certificates[0]!]) });
    expect(troubles(only)).toEqual({ validity: 'unknown: authority_not_valid' });
  });

  test('that names the authority’s key and was signed with another', () => {
    const { subject, serial, der, issuer } = germany.csca;
    const forger = {
      subject,
      serial,
      der,
      issuer,
      keys: { ...germany.csca.keys, privateKey: france.csca.keys.privateKey },
    };
    const report = judgeSigner({ issuer: forger });
    expect(report.verdict).toBe('refuted');
    expect(troubles(report)).toMatchObject({ certificate_chain: 'refuted: signer_forged' });
  });

  test('that signed itself', () => {
    const alone = judge(chip({ flaws: { signer: { ...signerOf({}), ...issueAlone() } } }));
    expect(troubles(alone)).toMatchObject({ certificate_chain: 'unknown: authority_not_loaded' });
  });
  const issueAlone = () =>
    issueCertificate({
      role: 'document-signer',
      country: 'DE',
      commonName: 'alone',
      keys: germany.documentSigner.keys,
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
    });

  test.each([
    ['expired at signing', { notAfter: new Date('2025-02-28T00:00:00Z') }],
    ['not yet valid at signing', { notBefore: new Date('2025-03-02T00:00:00Z') }],
  ])('%s', (_what, validity) => {
    const report = judgeSigner(validity);
    expect(troubles(report)).toEqual({ validity: 'refuted: signer_not_valid' });
  });

  test('expired today, valid at signing: what it signed then holds', () => {
    expect(judgeSigner({ notAfter: new Date('2026-01-01T00:00:00Z') }).verdict).toBe('authentic');
  });

  test('expired today, and the chip does not say when it was signed', () => {
    const report = judgeSigner({ notAfter: new Date('2026-01-01T00:00:00Z') }, { signingTime: null });
    expect(troubles(report)).toEqual({ validity: 'unknown: signing_time_unknown' });
  });

  test('that signed in the future', () => {
    const signingTime = new Date('2027-01-01T00:00:00Z');
    expect(troubles(judge(chip({ signingTime })))).toEqual({ validity: 'refuted: signed_in_future' });
  });

  test('whose authority was not valid at signing', () => {
    const signingTime = new Date('2019-06-01T00:00:00Z');
    const report = judgeSigner({ notBefore: new Date('2019-01-01T00:00:00Z') }, { signingTime });
    expect(troubles(report)).toEqual({ validity: 'unknown: authority_not_valid' });
  });

  test('that is the authority itself, or may not sign, or signs master lists', () => {
    for (const signer of [germany.csca, signerOf({ bare: true }), germany.masterListSigner]) {
      expect(troubles(judge(chip({ flaws: { signer } })))).toMatchObject({
        certificate_chain: 'refuted: signer_unfit',
      });
    }
  });

  test('with a critical extension that nobody understands', () => {
    const extraExtensions = [extension('1.2.3.4', octets(new Uint8Array(1)), true)];
    expect(troubles(judgeSigner({ extraExtensions }))).toEqual({
      certificate_chain: 'refuted: signer_unfit',
    });
    const harmless = [extension('1.2.3.4', octets(new Uint8Array(1)))];
    expect(judgeSigner({ extraExtensions: harmless }).verdict).toBe('authentic');
  });

  test('of another country than its authority', () => {
    expect(troubles(judgeSigner({ country: 'FR' }))).toEqual({ country: 'refuted: signer_of_other_country' });
  });

  test('of another country than the document', () => {
    expect(troubles(judge(createChip({ country: france, mrz: MRZ })))).toEqual({
      country: 'refuted: document_of_other_country',
    });
    const nowhere = td3Lines({ ...HOLDER, issuingState: 'UTO' });
    expect(troubles(judge(chip({ mrz: nowhere })))).toEqual({ country: 'unknown: issuer_without_country' });
  });
});

describe('revocation', () => {
  const listOf = (country: ChipCountry, revoked: readonly number[], nextUpdate = '2027-01-01T00:00:00Z') =>
    issueRevocationList({
      issuer: country.csca,
      revoked,
      thisUpdate: new Date('2026-10-01T00:00:00Z'),
      nextUpdate: new Date(nextUpdate),
    });
  const withList = (list: Uint8Array) => importTrust(trust, list, { trust: [], now: NOW }).store;
  const stepOf = (report: PassiveAuthentication) => report.steps.find(({ step }) => step === 'revocation');

  test('a revoked document signer', () => {
    const report = judge(genuine, { trust: withList(listOf(germany, [9, germany.documentSigner.serial])) });
    expect(report.verdict).toBe('refuted');
    expect(troubles(report)).toEqual({ revocation: 'refuted: signer_revoked' });
  });

  test('a revoked authority', () => {
    const report = judge(genuine, { trust: withList(listOf(germany, [germany.csca.serial])) });
    expect(troubles(report)).toEqual({ revocation: 'refuted: authority_revoked' });
  });

  test('another state’s list revokes nobody here', () => {
    const report = judge(genuine, { trust: withList(listOf(france, [germany.documentSigner.serial])) });
    expect(stepOf(report)).toMatchObject({ status: 'waived', code: 'no_revocation_list' });
    expect(report.verdict).toBe('authentic');
  });

  test('without a current list: waived, or unknown where the policy asks for one', () => {
    const outdated = withList(listOf(germany, [], '2026-11-01T00:00:00Z'));
    const required = { revocation: 'required' } as const;
    expect(stepOf(judge(genuine, { trust: outdated }))).toMatchObject({
      status: 'waived',
      code: 'revocation_list_outdated',
    });
    expect(judge(genuine, { trust: outdated, ...required }).verdict).toBe('unproven');
    expect(judge(genuine, required).verdict).toBe('unproven');
    const current = judge(genuine, { trust: withList(listOf(germany, [])), ...required });
    expect(current.verdict).toBe('authentic');
    expect(stepOf(current)).toMatchObject({ status: 'held' });
  });

  test('an outdated list still revokes', () => {
    const outdated = withList(listOf(germany, [germany.documentSigner.serial], '2026-11-01T00:00:00Z'));
    expect(judge(genuine, { trust: outdated }).verdict).toBe('refuted');
  });
});

describe('algorithms', () => {
  test.each<{ readonly what: string; readonly algorithm: ChipAlgorithm; readonly detail: RegExp }>([
    { what: 'SHA-1', algorithm: { kind: 'rsa', digest: 'sha1' }, detail: /SHA-1/ },
    {
      what: 'RSA of 1024 bits',
      algorithm: { kind: 'rsa', digest: 'sha256', bits: 1024 },
      detail: /1024 bits/,
    },
    {
      what: 'P-192',
      algorithm: { kind: 'ecdsa', digest: 'sha256', curve: 'prime192v1' },
      detail: /prime192v1/,
    },
  ])('$what is weak: not refuted, and never authentic', ({ algorithm, detail }) => {
    const country = createChipCountry({ algorithm });
    const report = judge(createChip({ country, mrz: MRZ }), { trust: trusting(country) });
    expect(troubles(report)).toEqual({ algorithms: 'unknown: weak' });
    expect(report.verdict).toBe('unproven');
    expect(report.steps.at(-1)?.detail).toMatch(detail);
  });

  test('data groups hashed with SHA-1 below a strong signature', () => {
    expect(troubles(judge(chip({ digest: 'sha1' })))).toEqual({ algorithms: 'unknown: weak' });
  });

  test('a digest that is not accepted', () => {
    const report = judge(chip({ digest: 'md5' }));
    expect(troubles(report)).toMatchObject({ security_object: 'unknown: unsupported' });
    expect(report.verdict).toBe('unproven');
  });

  test('a signature algorithm that is not accepted', () => {
    const country = createChipCountry({
      signerAlgorithm: { kind: 'rsa', digest: 'md5' },
    });
    const report = judge(createChip({ country, mrz: MRZ, digest: 'sha256' }), { trust: trusting(country) });
    expect(troubles(report)).toEqual({
      signature: 'unknown: unsupported',
      algorithms: 'unknown: unsupported',
    });
  });

  test('curves that ICAO does not list', () => {
    const country = createChipCountry({
      signerAlgorithm: { kind: 'ecdsa', digest: 'sha256', curve: 'secp256k1' },
    });
    const report = judge(createChip({ country, mrz: MRZ }), { trust: trusting(country) });
    expect(troubles(report)).toMatchObject({ signature: 'unknown: unsupported' });
  });

  test('a curve with a generator of the forger’s own', () => {
    const keys = generateChipKeys({ kind: 'ecdsa', digest: 'sha256', curve: 'prime256v1', explicit: true });
    const hex = Buffer.from(keys.spki).toString('hex');
    const generator = '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296';
    expect(hex).toContain(generator);
    // The point 2G in place of G: on the curve, of the same order, and another key's.
    const twice =
      '047cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc4766997807775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1';
    const g = `${generator}4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5`;
    expect(hex).toContain(g);
    const spki = new Uint8Array(Buffer.from(hex.replace(g, twice), 'hex'));
    const signer = issueCertificate({
      role: 'document-signer',
      country: 'DE',
      commonName: 'own generator',
      keys: { ...keys, spki },
      serial: 8,
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
      issuer: germany.csca,
    });
    const report = judge(chip({ flaws: { signer } }));
    expect(report.steps.find(({ step }) => step === 'signature')).toMatchObject({
      status: 'unknown',
      code: 'unsupported',
    });
  });
});
