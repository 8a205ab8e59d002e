import { type DataGroup1, readDataGroup1 } from '../lds/dg1.js';
import type { ChipFiles } from '../lds/elementary-file.js';
import { readSecurityObject, type SecurityObject } from '../lds/security-object.js';
import { type Reading, reading } from '../malformed.js';
import type { Certificate } from '../pki/certificate.js';
import { readPublicKey } from '../pki/public-key.js';
import { readScheme, verifySignature, weaknessesOf } from '../pki/signature.js';
import { attributeMismatch, findSignerCertificate } from '../pki/signed-data.js';
import type { TrustStore } from '../trust/trust-store.js';
import { judgeDataGroups } from './judge-data-groups.js';
import { judgeChain, judgeCountry, judgeRevocation, judgeValidity } from './judge-signer.js';
import {
  type CertificateSummary,
  type Finding,
  held,
  notReached,
  type PassiveAuthentication,
  refuted,
  STEPS,
  type Step,
  type StepName,
  unknown,
  verdictOf,
} from './report.js';

/** `when_loaded`: a state without a current revocation list does not stand in the way. */
export type RevocationPolicy = 'when_loaded' | 'required';

export interface AuthenticationInput {
  readonly files: ChipFiles;
  readonly trust: TrustStore;
  /** The moment of submission. */
  readonly now: Date;
  /** `when_loaded` when left out. */
  readonly revocation?: RevocationPolicy;
}

/**
 * Passive authentication (ICAO 9303-11, 5.1): that the presented data groups are those a state signed.
 * Proves nothing of the chip they came from, which may be a copy.
 *
 * Never throws for anything in `files`.
 */
export function authenticateChip(input: AuthenticationInput): PassiveAuthentication {
  const { files } = input;
  if (!files.sod) return reportOf({ security_object: unknown('absent', 'no security object was presented') });
  const read = readSecurityObject(files.sod);
  if (read.status !== 'read') {
    return reportOf({ security_object: unknown(read.status, read.reason) });
  }
  const object = read.value;
  const { signedData } = object;
  const mismatch = attributeMismatch(signedData);
  const groups = judgeDataGroups(files, object);
  const signer = findSignerCertificate(signedData);
  const found = {
    security_object: held(`version ${object.version}, ${object.hashes.size} data groups`),
    signed_attributes: mismatch
      ? refuted('content_altered', mismatch)
      : held('the signed digest is that of the content'),
    data_groups: groups.finding,
  };
  const rest = { object, dataGroups: groups.results };
  if (!signer) {
    const signature = unknown('signer_absent', 'the signer’s certificate is not inside');
    return reportOf({ ...found, signature }, rest);
  }
  const { authority, findings } = judgeSigner(input, object, signer);
  return reportOf({ ...found, ...findings }, { ...rest, signer, authority });
}

function judgeSigner(
  { files, trust, now, revocation = 'when_loaded' }: AuthenticationInput,
  object: SecurityObject,
  signer: Certificate,
) {
  const { signingTime } = object.signedData.signer.attributes;
  const { finding: chain, authority } = judgeChain(signer, trust, signingTime ?? now);
  const findings = {
    signature: judgeSignature(object, signer),
    certificate_chain: chain,
    validity: judgeValidity(signer, authority, signingTime, now),
    revocation: judgeRevocation(signer, authority, trust, revocation, now),
    country: judgeCountry(signer, authority, issuingState(files.dg1 && readDataGroup1(files.dg1))),
    algorithms: authority
      ? judgeAlgorithms(object, signer, authority)
      : notReached('the authority’s certificate'),
  };
  return { authority, findings };
}

function judgeSignature({ signedData }: SecurityObject, signer: Certificate): Finding {
  const { signed, digest } = signedData.signer;
  const read = reading(() =>
    verifySignature(
      readScheme(signed.algorithm, digest),
      readPublicKey(signer.spki),
      signed.bytes,
      signed.signature,
    ),
  );
  if (read.status !== 'read') return unknown(read.status, read.reason);
  return read.value
    ? held('made with the document signer’s key')
    : refuted('signature_wrong', 'the signature is not the document signer’s');
}

/** Weak algorithms take the proof's worth without refuting anything: they were allowed once. */
function judgeAlgorithms(object: SecurityObject, signer: Certificate, authority: Certificate): Finding {
  const { signed, digest } = object.signedData.signer;
  const read = reading(() => [
    ...(object.digest === 'sha1' ? ['data groups hashed with SHA-1'] : []),
    ...(digest === 'sha1' ? ['content hashed with SHA-1'] : []),
    ...weaknessesOf(readScheme(signed.algorithm, digest), readPublicKey(signer.spki)),
    ...weaknessesOf(readScheme(signer.signed.algorithm), readPublicKey(authority.spki)),
  ]);
  if (read.status !== 'read') return unknown(read.status, read.reason);
  const weaknesses = [...new Set(read.value)];
  return weaknesses.length === 0
    ? held('as strong as ICAO 9303-12 asks')
    : unknown('weak', weaknesses.join('; '));
}

/** Columns 3–5 of the first line in all three formats (ICAO 9303-4, -5 and -6, 4.2.2). */
function issuingState(dg1: Reading<DataGroup1> | undefined): string | null {
  if (dg1?.status !== 'read') return null;
  return dg1.value.lines[0]!.slice(2, 5).replace(/<+$/, '');
}

interface Known {
  readonly object?: SecurityObject;
  readonly dataGroups?: PassiveAuthentication['dataGroups'];
  readonly signer?: Certificate;
  readonly authority?: Certificate | null;
}

function reportOf(findings: Partial<Record<StepName, Finding>>, known: Known = {}): PassiveAuthentication {
  const steps = STEPS.map(
    (step): Step => ({ step, ...(findings[step] ?? notReached('what failed before it')) }),
  );
  const { object, signer, authority } = known;
  return {
    verdict: verdictOf(steps),
    steps,
    lds: object?.lds ?? null,
    digest: object?.digest ?? null,
    signedAt: object?.signedData.signer.attributes.signingTime?.toISOString() ?? null,
    documentSigner: signer ? summaryOf(signer) : null,
    authority: authority ? summaryOf(authority) : null,
    dataGroups: known.dataGroups ?? [],
  };
}

function summaryOf(certificate: Certificate): CertificateSummary {
  const { subject, issuer, serial, fingerprint, notBefore, notAfter } = certificate;
  return {
    subject: subject.text,
    issuer: issuer.text,
    serial,
    fingerprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}
