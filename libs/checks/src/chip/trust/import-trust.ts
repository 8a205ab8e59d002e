import { readTlv, readTlvs } from '../lds/tlv.js';
import { reading } from '../malformed.js';
import { type Certificate, readCertificate } from '../pki/certificate.js';
import { readRevocationList } from '../pki/revocation-list.js';
import { isLdif, readLdif } from './ldif.js';
import { readPem } from './pem.js';
import { readMasterList, whyNotAuthority } from './read-master-list.js';
import { isListOf, type TrustStore, withAuthorities, withRevocationList } from './trust-store.js';

export interface ImportOptions {
  /** SHA-256 fingerprints of authorities the operator has compared with the state's own publication. */
  readonly trust: readonly string[];
  readonly now: Date;
}

/** What became of one certificate, list or revocation list of an imported file. */
export type ImportedItem =
  | { readonly status: 'imported'; readonly what: string; readonly skipped: readonly string[] }
  /** Whole, but its authority is not trusted: the operator is to compare `authority.fingerprint`. */
  | { readonly status: 'untrusted'; readonly what: string; readonly authority: Certificate }
  | { readonly status: 'refused'; readonly what: string; readonly reason: string };

export interface TrustImport {
  readonly store: TrustStore;
  readonly items: readonly ImportedItem[];
}

type ItemKind = 'master-list' | 'certificate' | 'revocation-list';
interface Item {
  readonly kind: ItemKind;
  readonly der: Uint8Array;
}

/**
 * Adds a file to a trust store: a CSCA master list, certificates or revocation lists (DER or PEM), or an LDIF
 * of ICAO's public key directory. Nothing is believed for being in a file: a list needs a trusted authority
 * that vouches for it, a certificate the operator's own word, a revocation list its issuer's signature.
 */
export function importTrust(store: TrustStore, bytes: Uint8Array, options: ImportOptions): TrustImport {
  const items: ImportedItem[] = [];
  let result = store;
  for (const item of inOrder(splitFile(bytes))) {
    const outcome = importItem(result, item, options);
    items.push(outcome.item);
    result = outcome.store;
  }
  if (items.length === 0) {
    items.push({
      status: 'refused',
      what: 'file',
      reason: 'holds no master list, certificate or revocation list',
    });
  }
  return { store: result, items };
}

/** Authorities first, for what they sign needs them. */
function inOrder(items: readonly Item[]): Item[] {
  const order: readonly ItemKind[] = ['certificate', 'master-list', 'revocation-list'];
  return order.flatMap((kind) => items.filter((item) => item.kind === kind));
}

interface Outcome {
  readonly store: TrustStore;
  readonly item: ImportedItem;
}

function importItem(store: TrustStore, { kind, der }: Item, options: ImportOptions): Outcome {
  switch (kind) {
    case 'master-list':
      return importMasterList(store, der, options);
    case 'certificate':
      return importCertificate(store, der, options);
    case 'revocation-list':
      return importRevocationList(store, der);
  }
}

function importMasterList(store: TrustStore, der: Uint8Array, { trust, now }: ImportOptions): Outcome {
  const what = 'master list';
  let list = readMasterList(der, store.authorities, now);
  if (list.status === 'untrusted' && trust.includes(list.voucher.fingerprint)) {
    list = readMasterList(der, [...store.authorities, list.voucher], now);
  }
  if (list.status === 'refused') return { store, item: { status: 'refused', what, reason: list.reason } };
  if (list.status === 'untrusted')
    return { store, item: { status: 'untrusted', what, authority: list.voucher } };
  const added = withAuthorities(store, [list.voucher, ...list.authorities]);
  const news = added.authorities.length - store.authorities.length;
  const text = `${what} of ${list.voucher.subject.text}: ${list.authorities.length} authorities, ${news} new`;
  return { store: added, item: { status: 'imported', what: text, skipped: list.skipped } };
}

function importCertificate(store: TrustStore, der: Uint8Array, { trust }: ImportOptions): Outcome {
  const read = reading(() => readCertificate(der));
  if (read.status !== 'read') {
    return { store, item: { status: 'refused', what: 'certificate', reason: read.reason } };
  }
  const certificate = read.value;
  const what = `certificate of ${certificate.subject.text}`;
  const unfit = whyNotAuthority(certificate);
  if (unfit) return { store, item: { status: 'refused', what, reason: unfit } };
  const known = store.authorities.some(({ fingerprint }) => fingerprint === certificate.fingerprint);
  if (!known && !trust.includes(certificate.fingerprint)) {
    return { store, item: { status: 'untrusted', what, authority: certificate } };
  }
  return { store: withAuthorities(store, [certificate]), item: { status: 'imported', what, skipped: [] } };
}

function importRevocationList(store: TrustStore, der: Uint8Array): Outcome {
  const read = reading(() => readRevocationList(der));
  if (read.status !== 'read') {
    return { store, item: { status: 'refused', what: 'revocation list', reason: read.reason } };
  }
  const list = read.value;
  const what = `revocation list of ${list.issuer.text}: ${list.revoked.size} revoked`;
  const refused = (reason: string): Outcome => ({ store, item: { status: 'refused', what, reason } });
  if (!isListOf(list, store.authorities)) return refused('no trusted authority signed it');
  const earlier = store.revocationLists.find(({ issuer }) => issuer.key === list.issuer.key);
  if (earlier && earlier.thisUpdate > list.thisUpdate) return refused('a newer one is loaded');
  return { store: withRevocationList(store, list), item: { status: 'imported', what, skipped: [] } };
}

/** Attributes of ICAO's directory; document signers' certificates come with each chip and are passed over. */
const LDIF_KINDS: Readonly<Record<string, ItemKind>> = {
  pkdmasterlistcontent: 'master-list',
  cacertificate: 'certificate',
  certificaterevocationlist: 'revocation-list',
};

function splitFile(bytes: Uint8Array): Item[] {
  if (bytes[0] === 0x30) return [{ kind: derKind(bytes), der: bytes }];
  const text = Buffer.from(bytes).toString('latin1');
  if (isLdif(text)) {
    return readLdif(text).flatMap(({ attribute, value }) => {
      const kind = LDIF_KINDS[attribute];
      return kind ? [{ kind, der: value }] : [];
    });
  }
  return readPem(text).map(({ der }) => ({ kind: derKind(der), der }));
}

/** By the first tags inside: CMS opens with an object identifier, a certificate of version 3 with `[0]`. */
function derKind(der: Uint8Array): ItemKind {
  const read = reading(() => {
    const first = readTlvs(readTlv(der, 'file', 0x30).value, 'file')[0];
    if (first?.tag === 0x06) return 'master-list' as const;
    const inner = readTlvs(first?.value ?? new Uint8Array(), 'file')[0];
    return inner?.tag === 0xa0 ? ('certificate' as const) : ('revocation-list' as const);
  });
  return read.status === 'read' ? read.value : 'certificate';
}
