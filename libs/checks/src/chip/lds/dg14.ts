import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { type Reading, reading } from '../malformed.js';
import { parseDer } from '../pki/parse-der.js';
import { fileContents } from './elementary-file.js';
import { readTlv, readTlvs } from './tlv.js';

/** A mechanism the chip says it has. */
export type ChipMechanism =
  | 'pace'
  | 'chip_authentication'
  | 'chip_authentication_key'
  | 'terminal_authentication'
  | 'active_authentication'
  | 'other';

/** What EF.DG14 announces. Announced only: nothing here proves that the chip can do it. */
export interface DataGroup14 {
  readonly securityInfos: readonly { readonly oid: string; readonly mechanism: ChipMechanism }[];
}

/** Object identifiers begin so (ICAO 9303-11, 9.2). */
const MECHANISMS: readonly (readonly [prefix: string, mechanism: ChipMechanism])[] = [
  ['0.4.0.127.0.7.2.2.1', 'chip_authentication_key'],
  ['0.4.0.127.0.7.2.2.2', 'terminal_authentication'],
  ['0.4.0.127.0.7.2.2.3', 'chip_authentication'],
  ['0.4.0.127.0.7.2.2.4', 'pace'],
  ['2.23.136.1.1.5', 'active_authentication'],
];

/** ICAO 9303-11, 9.2. */
class SecurityInfo {
  @AsnProp({ type: AsnPropTypes.ObjectIdentifier })
  public protocol = '';

  @AsnProp({ type: AsnPropTypes.Any })
  public requiredData = new ArrayBuffer(0);

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  public optionalData?: ArrayBuffer;
}

/** Reads EF.DG14, a SET OF SecurityInfo (ICAO 9303-10, 4.7.14; 9303-11, 9.2). */
export function readDataGroup14(bytes: Uint8Array): Reading<DataGroup14> {
  return reading(() => {
    const set = readTlv(fileContents('dg14', bytes), 'dg14', 0x31);
    const securityInfos = readTlvs(set.value, 'dg14').map(({ raw }) => {
      const { protocol: oid } = parseDer(raw, SecurityInfo, 'dg14');
      const known = MECHANISMS.find(([prefix]) => oid === prefix || oid.startsWith(`${prefix}.`));
      return { oid, mechanism: known?.[1] ?? ('other' as const) };
    });
    return { securityInfos };
  });
}
