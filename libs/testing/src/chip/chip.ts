import { type ChipDigest, digestIdentifier, digestOf } from './algorithms.js';
import type { IssuedCertificate } from './certificates.js';
import type { ChipCountry } from './country.js';
import { dataGroup1, dataGroupHash } from './data-groups.js';
import { integer, printable, sequence, tlv } from './der.js';
import { type SignedDataFlaws, signedData } from './signed-data.js';

/** What a phone app reads from a chip: whole elementary files, outer tag included. */
export interface ChipData {
  readonly sod: Uint8Array;
  readonly dg1: Uint8Array;
  readonly dg2?: Uint8Array;
  readonly dg11?: Uint8Array;
  readonly dg14?: Uint8Array;
  readonly dg15?: Uint8Array;
}

export interface ChipRequest {
  readonly country: ChipCountry;
  /** Lines of the machine readable zone in DG1. */
  readonly mrz: readonly string[];
  readonly dg2?: Uint8Array;
  readonly dg11?: Uint8Array;
  readonly dg14?: Uint8Array;
  readonly dg15?: Uint8Array;
  /** Digest of data groups and content; that of the signer when left out. */
  readonly digest?: ChipDigest;
  /** Version of the LDS security object; 1 names the LDS version, 0 does not. */
  readonly version?: 0 | 1;
  /** 2025-03-01 when left out, no such attribute when null. */
  readonly signingTime?: Date | null;
  readonly flaws?: ChipFlaws;
}

export interface ChipFlaws extends SignedDataFlaws {
  /** Signs in place of the country's document signer. */
  readonly signer?: IssuedCertificate;
  /** Data groups whose hash the security object does not list. */
  readonly unlisted?: readonly number[];
  /** The security object lists DG1 twice. */
  readonly listedTwice?: boolean;
  /** The data groups are hashed with this, whatever the object says. */
  readonly otherDigest?: ChipDigest;
  /** The content is no LDS security object. */
  readonly contentType?: string;
  /** The object carries no certificate. */
  readonly withoutCertificate?: boolean;
}

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';

/** Data groups and the security object that signs them (ICAO 9303-10, 4.6.2 and 4.7). */
export function createChip(request: ChipRequest): ChipData {
  const { country, flaws = {}, version = 1 } = request;
  const signer = flaws.signer ?? country.documentSigner;
  const digest = request.digest ?? signer.keys.algorithm.digest;
  const dg1 = dataGroup1(request.mrz);
  const { dg2, dg11, dg14, dg15 } = request;
  const groups: readonly (readonly [number, Uint8Array | undefined])[] = [
    [1, dg1],
    ...(flaws.listedTwice ? [[1, dg1] as const] : []),
    [2, dg2],
    [11, dg11],
    [14, dg14],
    [15, dg15],
  ];
  const hashes = groups.flatMap(([number, bytes]) =>
    bytes === undefined || flaws.unlisted?.includes(number)
      ? []
      : [dataGroupHash(number, digestOf(flaws.otherDigest ?? digest, bytes))],
  );
  const content = sequence(
    integer(version),
    digestIdentifier(digest),
    sequence(...hashes),
    ...(version === 1 ? [sequence(printable('0108'), printable('040000'))] : []),
  );
  const sod = tlv(
    0x77,
    signedData({
      contentType: flaws.contentType ?? LDS_SECURITY_OBJECT,
      content,
      signer,
      ...(flaws.withoutCertificate ? { certificates: [] } : {}),
      digest,
      signingTime: request.signingTime === undefined ? new Date('2025-03-01T09:30:00Z') : request.signingTime,
      flaws,
    }),
  );
  return {
    sod,
    dg1,
    ...(dg2 ? { dg2 } : {}),
    ...(dg11 ? { dg11 } : {}),
    ...(dg14 ? { dg14 } : {}),
    ...(dg15 ? { dg15 } : {}),
  };
}
