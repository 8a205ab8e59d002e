import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { handInPictures, personDevice } from '@idem/stack/verification/person-device';
import { specimenPictures } from '@idem/stack/verification/specimens';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ROOT,
  START_MS,
  type StackUnderTest,
  startStackUnderTest,
  VERIFICATION_MS,
} from './stack-under-test.js';

let idem: StackUnderTest;
let example: ChildProcess;
const lines: string[] = [];
let heard: () => void = () => {};

beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  const file = path.join(ROOT, 'examples/stripe-node/server.mjs');
  example = spawn(process.execPath, [file], {
    env: { ...process.env, STRIPE_API_KEY: idem.stack.keys.secret_key, IDEM_URL: idem.stack.url, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (example.stdout === null) throw new Error('the example has no output');
  createInterface({ input: example.stdout }).on('line', (line) => {
    lines.push(line);
    heard();
  });
}, START_MS);

afterAll(async () => {
  const ended = once(example, 'exit');
  example.kill();
  await ended;
  await idem.stop();
}, START_MS);

/** What a line of the example's output says after `prefix`, once it was printed. */
async function said(prefix: string): Promise<string> {
  for (;;) {
    const line = lines.find((printed) => printed.startsWith(prefix));
    if (line !== undefined) return line.slice(prefix.length);
    await new Promise<void>((resolve) => {
      heard = resolve;
    });
  }
}

test(
  'the example sends a person to the link and learns who it was',
  async () => {
    const url = await said('listening on ');
    const answer = await fetch(`${url}/verification-sessions`, { method: 'POST', redirect: 'manual' });
    expect(answer.status).toBe(303);
    const { id } = (await answer.json()) as { id: string };
    const session = await idem.stripe.identity.verificationSessions.retrieve(id);
    expect(answer.headers.get('location')).toBe(session.url);

    const device = personDevice(idem.stack.url, session);
    await handInPictures(device, await specimenPictures({ holder: 'vera', selfie: 'vera' }));
    await device.submit();
    expect((await said('user-1 is ')).toLowerCase()).toBe('anna maria eriksson');
  },
  VERIFICATION_MS,
);
