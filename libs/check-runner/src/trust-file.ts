import { readFile, stat } from 'node:fs/promises';
import { EMPTY_TRUST_STORE, parseTrustStore, type TrustStore } from '@idem/checks/chip/trust/trust-store';

/**
 * The operator's trusted authorities, read from their file when it is first asked for and again whenever the
 * file has changed, so that an import takes effect without a restart.
 */
export class TrustFile {
  private known: { readonly version: string; readonly store: TrustStore } | undefined;

  constructor(private readonly file: string) {}

  /**
   * Whom to believe now; nobody while there is no file.
   *
   * @throws {TrustStoreError} when the file is damaged: the operator's to repair, and no reason to call a chip
   *   of unknown origin.
   */
  async read(): Promise<TrustStore> {
    const version = await versionOf(this.file);
    if (version === null) return EMPTY_TRUST_STORE;
    if (this.known?.version !== version) {
      this.known = { version, store: parseTrustStore(await readFile(this.file, 'utf8')) };
    }
    return this.known.store;
  }
}

/** Changes when the file is written or replaced; null when there is none. */
async function versionOf(file: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return `${ino}.${size}.${mtimeNs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
