import { AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { MalformedError, type Reading, reading } from '../malformed.js';
import { type Digest, digestNamed, hash } from '../pki/digest.js';
import { bytesOf, parseDer } from '../pki/parse-der.js';
import { readSignedData, type SignedData } from '../pki/signed-data.js';
import { fileContents } from './elementary-file.js';

/** EF.SOD: which hash each data group must have, signed by the state. Read, not verified. */
export interface SecurityObject {
  readonly signedData: SignedData;
  readonly version: 0 | 1;
  /** `0108` and `040000`, for example; null in version 0. */
  readonly lds: { readonly version: string; readonly unicode: string } | null;
  readonly digest: Digest;
  /** By number of the data group. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
}

const LDS_SECURITY_OBJECT = '2.23.136.1.1.1';

class DataGroupHash {
  @AsnProp({ type: AsnPropTypes.Integer })
  public dataGroupNumber = 0;

  @AsnProp({ type: OctetString })
  public dataGroupHashValue = new OctetString();
}

class LdsVersionInfo {
  @AsnProp({ type: AsnPropTypes.PrintableString })
  public ldsVersion = '';

  @AsnProp({ type: AsnPropTypes.PrintableString })
  public unicodeVersion = '';
}

/** LDSSecurityObject, versions 0 and 1 (ICAO 9303-10, 4.6.2.3). */
class LdsSecurityObject {
  @AsnProp({ type: AsnPropTypes.Integer })
  public version = 0;

  @AsnProp({ type: AlgorithmIdentifier })
  public hashAlgorithm = new AlgorithmIdentifier();

  @AsnProp({ type: DataGroupHash, repeated: 'sequence' })
  public dataGroupHashValues: DataGroupHash[] = [];

  @AsnProp({ type: LdsVersionInfo, optional: true })
  public ldsVersionInfo?: LdsVersionInfo;
}

/** Reads EF.SOD (ICAO 9303-10, 4.6.2). */
export function readSecurityObject(bytes: Uint8Array): Reading<SecurityObject> {
  return reading(() => {
    const signedData = readSignedData(fileContents('sod', bytes));
    if (signedData.contentType !== LDS_SECURITY_OBJECT) {
      throw new MalformedError('sod: what is signed is no LDS security object');
    }
    const object = parseDer(signedData.content, LdsSecurityObject, 'sod');
    const { version, ldsVersionInfo } = object;
    if (version !== 0 && version !== 1) throw new MalformedError(`sod: version ${version}`);
    if ((version === 1) !== (ldsVersionInfo !== undefined)) {
      throw new MalformedError('sod: the LDS version belongs into version 1, and only there');
    }
    const digest = digestNamed(object.hashAlgorithm.algorithm);
    return {
      signedData,
      version,
      lds: ldsVersionInfo
        ? { version: ldsVersionInfo.ldsVersion, unicode: ldsVersionInfo.unicodeVersion }
        : null,
      digest,
      hashes: readHashes(object.dataGroupHashValues, digest),
    };
  });
}

/** One hash for each data group: with two, the chip could show either. */
function readHashes(values: readonly DataGroupHash[], digest: Digest): Map<number, Uint8Array> {
  const length = hash(digest, new Uint8Array()).length;
  const hashes = new Map<number, Uint8Array>();
  for (const { dataGroupNumber: number, dataGroupHashValue } of values) {
    const value = Uint8Array.from(bytesOf(dataGroupHashValue));
    if (!Number.isInteger(number) || number < 1 || number > 16) {
      throw new MalformedError(`sod: there is no data group ${number}`);
    }
    if (hashes.has(number)) throw new MalformedError(`sod: lists data group ${number} twice`);
    if (value.length !== length) throw new MalformedError(`sod: a hash of ${value.length} bytes`);
    hashes.set(number, value);
  }
  return hashes;
}
