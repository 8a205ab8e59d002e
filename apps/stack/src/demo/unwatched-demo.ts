import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NoBrowser } from '../browser/open-browser.js';
import { openBrowserBeforePassport, walkPage } from '../browser/walk-page.js';
import type { CommandContext, StepTime } from '../command-context.js';
import { lockDataDir } from '../data-dir/lock-data-dir.js';
import { OperatorError } from '../operator-error.js';
import { type Stack, startStack } from '../start-stack.js';
import { untilToldToStop } from '../until-told-to-stop.js';
import { connectClient } from '../verification/connect-client.js';
import { type Pictures, Refusal } from '../verification/person-device.js';
import {
  type Integrator,
  type Outcome,
  retrieveWholeReport,
  runVerification,
} from '../verification/run-verification.js';
import { specimenPictures } from '../verification/specimens.js';
import { startWebhookReceiver } from '../verification/webhook-receiver.js';
import { ownPictures } from './demo-options.js';
import { describeSession, isAsExpected, sayJson, sayTable } from './describe-outcome.js';
import { SCENES, type Scene } from './scenes.js';

/** A whole stack on data of its own, and verifications through the official client. */
export async function run(context: CommandContext): Promise<number> {
  const { root, env, progress } = context;
  const own = ownPictures(context.argv);
  const home = path.join(root, '.local', 'demo');
  const dataDir = path.join(home, 'data');
  mkdirSync(dataDir, { recursive: true });
  lockDataDir(dataDir)();
  // Its pictures stay until new ones replace them: they may be what `--document` names.
  rmSync(dataDir, { recursive: true, force: true });

  return untilToldToStop(async (told) => {
    const stack = await startStack({ root, env, dataDir, port: 0, durable: false, progress });
    try {
      const stripe = connectClient(stack.url, stack.keys.secret_key);
      const receiver = await startWebhookReceiver(stripe);
      try {
        const demo = { ...context, told, stack, integrator: { url: stack.url, stripe, receiver } };
        return await (own === null ? runScenes(demo, path.join(home, 'pictures')) : runOwn(demo, own));
      } finally {
        await receiver.stop();
      }
    } finally {
      await stack.stop();
    }
  });
}

/** Title of the last verification. */
const PAGE_TITLE = `${SCENES.length + 1}  A person with a phone, and nothing but the link`;

interface Demo extends CommandContext {
  readonly told: AbortSignal;
  readonly stack: Stack;
  readonly integrator: Integrator;
}

async function runScenes(demo: Demo, pictureDir: string): Promise<number> {
  const { progress } = demo;
  const setUp = [...progress.times];
  const checks: StepTime[] = [];
  let asExpected = 0;
  mkdirSync(pictureDir, { recursive: true });
  for (const [index, scene] of SCENES.entries()) {
    if (demo.told.aborted) throw new OperatorError('Stopped.');
    progress.heading(`${index + 1}  ${scene.title}`);
    const pictures = await progress.step('Draw and photograph the specimen', () => draw(scene, pictureDir));
    const outcome = await runVerification(demo.integrator, pictures, progress);
    checks.push({ title: `${index + 1}  ${scene.title}`, ms: outcome.submitToWebhookMs });
    const right = isAsExpected(outcome.session, scene);
    if (right) asExpected += 1;
    sayOutcome(demo, outcome, right);
    if (scene.expected.status === 'verified') await sayReport(demo, outcome);
  }
  const walked = await walk(demo, pictureDir);
  if (walked !== null) {
    asExpected += walked.right ? 1 : 0;
    checks.push({ title: PAGE_TITLE, ms: walked.outcome.submitToWebhookMs });
  }
  const verifications = SCENES.length + (walked === null ? 0 : 1);
  sayTimes(demo, setUp, checks);
  progress.say(
    `\n    pictures   ${pictureDir}\n    logs       ${demo.stack.logDir}\n    data       ${demo.stack.dataDir}\n`,
  );
  progress.say(`  ${asExpected} of ${verifications} verifications came out as they should.`);
  if (asExpected === verifications) progress.say('  Keep a stack of your own running with: npm start\n');
  return asExpected === verifications ? 0 : 1;
}

/** A person goes through the page in a real browser. @returns null where none runs on this machine, which is said */
async function walk(
  demo: Demo,
  pictureDir: string,
): Promise<{ readonly outcome: Outcome; readonly right: boolean } | null> {
  const { progress, told } = demo;
  if (told.aborted) throw new OperatorError('Stopped.');
  progress.heading(PAGE_TITLE);
  const browser = await startBrowser(demo, pictureDir);
  if (browser === null) return null;
  try {
    const outcome = await walkPage(demo.integrator, { browser, pictureDir }, progress);
    const right = outcome.session.status === 'verified';
    sayOutcome(demo, outcome, right);
    return { outcome, right };
  } finally {
    await browser.close();
  }
}

async function startBrowser({ progress }: Demo, pictureDir: string) {
  try {
    return await progress.step('Start a browser whose camera sees a passport', () =>
      openBrowserBeforePassport(pictureDir),
    );
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    progress.say(`\n    ${progress.paint.bad('!')} The page was NOT tried. ${error.message}`);
    return null;
  }
}

async function draw(scene: Scene, pictureDir: string): Promise<Pictures> {
  const pictures = await specimenPictures(scene.specimen);
  writeFileSync(path.join(pictureDir, `${scene.file}-document.jpg`), pictures.front);
  writeFileSync(path.join(pictureDir, `${scene.file}-selfie.jpg`), pictures.selfie);
  return pictures;
}

async function runOwn(demo: Demo, pictures: Pictures): Promise<number> {
  demo.progress.heading('Your pictures');
  try {
    const outcome = await runVerification(demo.integrator, pictures, demo.progress);
    sayOutcome(demo, outcome, outcome.session.status === 'verified');
    await sayReport(demo, outcome);
    demo.progress.say();
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new OperatorError(`Refused: ${error.message}${error.error.code ? ` (${error.error.code})` : ''}`);
  }
}

function sayOutcome({ progress }: Demo, { session }: Outcome, good: boolean): void {
  const paint = good ? progress.paint.good : progress.paint.bad;
  progress.say(`\n    ${paint(describeSession(session))}`);
}

async function sayReport({ progress, stack }: Demo, { session }: Outcome): Promise<void> {
  if (typeof session.last_verification_report !== 'string') return;
  const restricted = connectClient(stack.url, stack.keys.restricted_key);
  const report = await retrieveWholeReport(restricted, session.last_verification_report);
  sayJson(progress, `The report, as the restricted key sees it (${report.id})`, report);
}

function sayTimes({ progress }: Demo, setUp: readonly StepTime[], checks: readonly StepTime[]): void {
  progress.heading('Times');
  sayTable(progress, [
    ...setUp,
    { title: 'until everything answered', ms: setUp.reduce((sum, { ms }) => sum + ms, 0) },
  ]);
  progress.say();
  progress.say(`    ${progress.paint.dim('from submission to webhook')}`);
  sayTable(progress, checks);
}
