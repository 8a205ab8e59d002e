import { readConfig } from '@idem/platform/config/read-config';
import { createLogger } from '@idem/platform/log/logger';
import { createApp } from './create-app.js';
import { openDeps } from './open-deps.js';

const config = readConfig();
const log = createLogger({ name: 'gateway', level: config.logLevel });
const { deps, close } = await openDeps(config, log);
const app = await createApp(deps);
await app.listen(config.port, config.host);
log.info({ url: await app.getUrl() }, 'ready');

/** Requests under way are answered before the connections they need are closed. */
async function shutDown(signal: NodeJS.Signals): Promise<void> {
  log.info({ signal }, 'shutting down');
  await app.close();
  await close();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, (received) => {
    shutDown(received).catch((error: unknown) => {
      log.fatal({ err: error }, 'shutdown failed');
      process.exit(1);
    });
  });
}
