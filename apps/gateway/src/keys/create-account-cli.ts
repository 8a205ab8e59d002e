import { readDatabaseUrl } from '@idem/platform/config/read-config';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { bootstrapAccount } from './bootstrap-account.js';

// Prints the keys of the deployment's account, once: only their hashes are kept.
const db = await openDatabase({ databaseUrl: readDatabaseUrl(), maxConnections: 1 });
try {
  if ((await db.account.count()) > 0) {
    process.stderr.write('There is an account already; its keys were printed when it was created.\n');
    process.exitCode = 1;
  } else {
    const account = await bootstrapAccount({ db, random: systemRandom }, { live: true });
    process.stdout.write(`${JSON.stringify(account, null, 2)}\n`);
  }
} finally {
  await db.$disconnect();
}
