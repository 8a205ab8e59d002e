import { parseArgs } from 'node:util';
import { OperatorError } from '../operator-error.js';

export type CscaOptions = { readonly store: string | undefined } & (
  | { readonly action: 'list' }
  | {
      readonly action: 'import';
      readonly files: readonly string[];
      /** SHA-256 fingerprints, lower-case hex. */
      readonly trust: readonly string[];
    }
);

const USAGE = `Usage:
    npm run csca -- import FILE… [--trust SHA256]… [--store PATH]
    npm run csca -- list [--store PATH]
  FILE is a CSCA master list, a certificate or a revocation list (DER or PEM), or an LDIF of the ICAO PKD.`;

/** @throws {OperatorError} with the usage. */
export function readCscaOptions(argv: readonly string[]): CscaOptions {
  const { values, positionals } = parse(argv);
  const [action, ...files] = positionals;
  const store = values.store;
  if (action === 'list' && files.length === 0) return { action, store };
  if (action !== 'import' || files.length === 0) throw new OperatorError(USAGE);
  return { action, files, store, trust: (values.trust ?? []).map(fingerprint) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { trust: { type: 'string', multiple: true }, store: { type: 'string' } },
    });
  } catch (cause) {
    throw new OperatorError(USAGE, { cause });
  }
}

/** As people copy it: in capitals, with colons or blanks. */
function fingerprint(text: string): string {
  const hex = text.replace(/[\s:]/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new OperatorError(`${text} is no SHA-256 fingerprint.\n  ${USAGE}`);
  return hex;
}
