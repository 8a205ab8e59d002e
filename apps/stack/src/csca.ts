import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ImportedItem, importTrust } from '@idem/checks/chip/trust/import-trust';
import type { CommandContext } from './command-context.js';
import { readCscaOptions } from './csca/csca-options.js';
import { readStore, writeStore } from './csca/store-file.js';
import { OperatorError } from './operator-error.js';

/**
 * `npm run csca -- import FILE… | list`: whose electronic documents this installation believes. Ends with 1
 * when any part of a file was not believed.
 */
export async function run({ root, argv, env, progress }: CommandContext): Promise<number> {
  // npm runs scripts in the checkout and leaves where the person stands in INIT_CWD.
  const place = (file: string) => path.resolve(env.INIT_CWD ?? root, file);
  const options = readCscaOptions(argv);
  const file = options.store ? place(options.store) : defaultStore(root, env);
  let store = readStore(file);
  if (options.action === 'list') {
    for (const { subject, fingerprint, notAfter } of [...store.authorities].sort(byName)) {
      progress.say(`  ${fingerprint}   until ${day(notAfter)}   ${subject.text}`);
    }
    for (const { issuer, thisUpdate, nextUpdate, revoked } of store.revocationLists) {
      const until = nextUpdate ? `, next due ${day(nextUpdate)}` : '';
      progress.say(
        `  revocation list of ${issuer.text}, ${day(thisUpdate)}${until}: ${revoked.size} revoked`,
      );
    }
    progress.say(`  ${store.authorities.length} authorities in ${file}`);
    return 0;
  }

  const items: ImportedItem[] = [];
  for (const name of options.files) {
    const imported = importTrust(store, readInput(place(name)), { trust: options.trust, now: new Date() });
    store = imported.store;
    items.push(...imported.items);
  }
  writeStore(file, store);
  for (const item of items) for (const line of describe(item)) progress.say(`  ${line}`);
  progress.say(`  ${store.authorities.length} authorities in ${file}`);
  return items.every(({ status }) => status === 'imported') ? 0 : 1;
}

/** Where the workers of `npm start` look for it; see CSCA_STORE. */
const defaultStore = (root: string, env: CommandContext['env']): string =>
  path.resolve(root, env.CSCA_STORE || path.join(env.DATA_DIR || '.local/data', 'trust-store.json'));

type Named = { readonly subject: { readonly text: string } };
const byName = (a: Named, b: Named) => a.subject.text.localeCompare(b.subject.text);
const day = (date: Date) => date.toISOString().slice(0, 10);

function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read.`, { cause });
  }
}

function describe(item: ImportedItem): string[] {
  switch (item.status) {
    case 'imported':
      return [`✓ ${item.what}`, ...item.skipped.map((reason) => `  left out ${reason}`)];
    case 'refused':
      return [`✗ ${item.what}: ${item.reason}`];
    case 'untrusted':
      return [
        `? ${item.what}: vouched for by ${item.authority.subject.text}, which is not trusted yet.`,
        '  Compare this SHA-256 with the one the authority publishes:',
        `  ${item.authority.fingerprint}`,
        '  If they are the same, repeat the command with',
        `  --trust ${item.authority.fingerprint}`,
      ];
  }
}
