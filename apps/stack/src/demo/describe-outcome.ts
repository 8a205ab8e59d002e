import type Stripe from 'stripe';
import type { Progress, StepTime } from '../command-context.js';
import type { Scene } from './scenes.js';

type Session = Stripe.Identity.VerificationSession;

/** `verified`, or the status with the error that sent it back. */
export function describeSession(session: Session): string {
  const { status, last_error } = session;
  return last_error === null ? status : `${status} · ${last_error.code} · ${last_error.reason}`;
}

/** Whether a session came out as a scene expects. */
export function isAsExpected(session: Session, { expected }: Scene): boolean {
  return expected.status === 'verified'
    ? session.status === 'verified' && session.last_error === null
    : session.status === expected.status && session.last_error?.code === expected.code;
}

/** JSON under a heading, indented like everything else the demo says. */
export function sayJson(progress: Progress, heading: string, value: unknown): void {
  progress.say(`\n    ${progress.paint.dim(heading)}\n`);
  for (const line of JSON.stringify(value, null, 2).split('\n')) progress.say(`    ${line}`);
}

/** Titles to the left, seconds to the right. */
export function sayTable(progress: Progress, rows: readonly StepTime[]): void {
  const width = Math.max(...rows.map(({ title }) => title.length));
  for (const { title, ms } of rows) {
    progress.say(`    ${title.padEnd(width)}  ${(ms / 1_000).toFixed(2).padStart(8)} s`);
  }
}
