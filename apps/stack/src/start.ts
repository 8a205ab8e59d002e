import { once } from 'node:events';
import type { CommandContext } from './command-context.js';
import { SIGNING_NOTE } from './data-dir/keys.js';
import { OperatorError } from './operator-error.js';
import { DEFAULT_DATA_DIR } from './services/reach-database.js';
import { type Stack, startStack } from './start-stack.js';
import { untilToldToStop } from './until-told-to-stop.js';
import { connectClient } from './verification/connect-client.js';

const DEFAULT_PORT = '3000';

/** `npm start`: keeps a stack up until it is told to stop. */
export async function run({ root, env, progress }: CommandContext): Promise<number> {
  progress.heading('Idem');
  return untilToldToStop(async (told) => {
    const stack = await startStack({
      root,
      env,
      dataDir: env.DATA_DIR || DEFAULT_DATA_DIR,
      port: portOf(env.PORT || DEFAULT_PORT),
      durable: true,
      progress,
    });
    if (!told.aborted) {
      introduce(stack, await openSession(stack));
      await once(told, 'abort');
    }
    await progress.step('Stop', () => stack.stop());
    return 0;
  });
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new OperatorError(`PORT is "${text}"; it must be a number from 0 (any free port) to 65535.`);
}

/** A session for whoever wants to see the person's page at once. @returns its link, on this machine */
async function openSession({ url, keys }: Stack): Promise<string> {
  const { url: link } = await connectClient(url, keys.secret_key).identity.verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
  });
  return new URL(new URL(link ?? '').pathname, url).href;
}

function introduce({ url, keys, dataDir, logDir }: Stack, link: string): void {
  const say = (text = '') => console.log(text);
  say();
  say(`  Idem listens on ${url}`);
  say();
  say(`  secret key        ${keys.secret_key}`);
  say(`  restricted key    ${keys.restricted_key}   (also reads dates of birth and numbers)`);
  say(`  publishable key   ${keys.publishable_key}`);
  say(`  data and logs     ${dataDir} · ${logDir}`);
  say();
  say(`  Be verified yourself, in test mode, in a browser of this machine:`);
  say();
  say(`  ${link}`);
  say();
  say('  Create a session, retrieve the newest one with its report, list the last three:');
  say();
  for (const line of curlLines(url, keys.secret_key)) say(`  ${line}`);
  say();
  const ready = {
    url,
    secret_key: keys.secret_key,
    restricted_key: keys.restricted_key,
    publishable_key: keys.publishable_key,
    webhook_signing_note: SIGNING_NOTE,
  };
  say(`ready ${JSON.stringify(ready)}`);
}

/** Three lines that work in a POSIX shell as they are. The second finds its session id by itself. */
export function curlLines(url: string, secretKey: string): readonly [string, string, string] {
  const sessions = `${url}/v1/identity/verification_sessions`;
  const curl = `curl -s -u ${secretKey}:`;
  const newest = `$(${curl} "${sessions}?limit=1" | grep -o 'vs_[0-9A-Za-z]*' | head -n 1)`;
  return [
    `${curl} ${sessions} -d type=document -d "options[document][require_matching_selfie]"=true`,
    `${curl} -G "${sessions}/${newest}" -d "expand[]=last_verification_report"`,
    `${curl} "${sessions}?limit=3"`,
  ];
}
