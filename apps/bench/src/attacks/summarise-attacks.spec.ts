import { expect, test } from '@jest/globals';
import { describeAttacks } from './print-attacks.js';
import { summariseAttacks } from './summarise-attacks.js';
import type { AttackResult } from './try-scene.js';

let made = 0;
const row = (changes: Partial<AttackResult>): AttackResult => ({
  specimen: 'deu-passport',
  documentClass: 'passport-page',
  level: 'clean',
  victim: 'vera',
  attacker: 'olga',
  kind: 'T1',
  variant: 'landscape',
  recipe: `recipe-${made++}`,
  verified: false,
  documentPassed: false,
  refusedBy: 'document',
  code: 'document_unverified_other',
  reason: 'blurred',
  stagedMs: 1,
  judgedMs: 1,
  ...changes,
});
const VERIFIED = { verified: true, documentPassed: true, refusedBy: null, code: null, reason: null };

const summary = summariseAttacks([
  row({ kind: 'genuine', variant: 'genuine', ...VERIFIED }),
  row({
    kind: 'genuine',
    variant: 'genuine',
    documentPassed: true,
    refusedBy: 'liveness',
    reason: 'too small',
  }),
  row({ recipe: 'through', ...VERIFIED }),
  row({ level: 'mild', variant: 'selfie' }),
  row({ level: 'mild', variant: 'selfie', documentPassed: true, refusedBy: 'face-match' }),
  row({ kind: 'T3', variant: 'print-140', documentPassed: null, refusedBy: 'liveness', reason: 'a print' }),
  row({ kind: 'T3', variant: 'print-140', documentPassed: null, code: 'errored', recipe: 'broken' }),
]);

test('counts what was verified of all tries of a kind, by level, document and recipe', () => {
  const [first, third] = summary.attacks;
  expect(first).toMatchObject({ kind: 'T1', verified: { hits: 1, trials: 3 } });
  expect(first?.documentPassed).toMatchObject({ hits: 2, trials: 3 });
  expect(first?.byLevel).toMatchObject({ clean: { hits: 1, trials: 1 }, mild: { hits: 0, trials: 2 } });
  expect(first?.byLevel.severe).toBeNull();
  expect(first?.byClass['passport-page']).toMatchObject({ hits: 1, trials: 3 });
  expect(first?.byVariant).toMatchObject({ landscape: { hits: 1 }, selfie: { hits: 0, trials: 2 } });
  expect(third).toMatchObject({ kind: 'T3', verified: { hits: 0, trials: 2 }, documentPassed: null });
});

test('honest submissions are counted apart, with why they were refused', () => {
  expect(summary.genuine.verified).toMatchObject({ hits: 1, trials: 2 });
  expect(summary.genuine.documentPassed).toMatchObject({ hits: 2, trials: 2 });
  expect(Object.entries(summary.genuine.refusals)).toEqual([
    ['liveness, document_unverified_other: too small', 1],
  ]);
});

test('names what went through and what could not be measured, and prints both', () => {
  expect(summary.through).toEqual(['through']);
  expect(summary.errored).toEqual(['broken']);
  const text = describeAttacks(summary).join('\n');
  for (const part of ['through', 'broken', '1 of 3', '1/1', 'landscape', 'SYNTHETIC']) {
    expect(text).toContain(part);
  }
});
