import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CheckDefinition, nextChecks, requiredChecks } from './index.js';

function check(name: string, after: readonly string[] = []): CheckDefinition {
  return {
    name,
    section: 'document',
    inputs: [],
    after,
    codes: ['document_unverified_other'],
    requiredBy: () => true,
  };
}

const names = (checks: readonly CheckDefinition[]): string[] => checks.map(({ name }) => name);

/** Registries without cycles: a check comes after some of those before it in the list, then all are shuffled. */
const registries = fc
  .integer({ min: 1, max: 8 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, index) =>
        fc
          .subarray(Array.from({ length: index }, (_unused, earlier) => `check-${earlier}`))
          .map((after) => check(`check-${index}`, after)),
      ),
    ),
  )
  .chain((checks) =>
    fc.shuffledSubarray<CheckDefinition>([...checks], {
      minLength: checks.length,
      maxLength: checks.length,
    }),
  );

describe('nextChecks', () => {
  test('starts what depends on nothing, and what depends on it afterwards', () => {
    const required = [check('id-number', ['document']), check('document'), check('liveness')];
    expect(names(nextChecks(required, new Set(), new Set()))).toEqual(['document', 'liveness']);
    const started = new Set(['document', 'liveness']);
    expect(nextChecks(required, started, new Set(['liveness']))).toEqual([]);
    expect(names(nextChecks(required, started, new Set(['document'])))).toEqual(['id-number']);
  });

  test('a dependency that is not required does not hold a check back', () => {
    expect(names(nextChecks([check('id-number', ['document'])], new Set(), new Set()))).toEqual([
      'id-number',
    ]);
  });

  test('never starts a check twice, nor before all that it comes after', () => {
    const scenes = registries.chain((required) =>
      fc.tuple(fc.constant(required), fc.subarray(names(required)), fc.subarray(names(required))),
    );
    fc.assert(
      fc.property(scenes, ([required, startedNames, finishedNames]) => {
        const started = new Set(startedNames);
        const finished = new Set(finishedNames);
        for (const next of nextChecks(required, started, finished)) {
          expect(started.has(next.name) || finished.has(next.name)).toBe(false);
          expect(next.after.every((earlier) => finished.has(earlier))).toBe(true);
        }
      }),
    );
  });

  test('starts every check exactly once, in whatever order outcomes come in', () => {
    const scenes = fc.tuple(registries, fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(scenes, ([required, choices]) => {
        const started: string[] = [];
        const finished = new Set<string>();
        while (finished.size < required.length) {
          started.push(...names(nextChecks(required, new Set(started), finished)));
          const running = started.filter((name) => !finished.has(name));
          expect(running).not.toEqual([]);
          finished.add(running[choices.next().value % running.length]!);
        }
        expect([...started].sort()).toEqual(names(required).sort());
      }),
    );
  });
});

describe('requiredChecks', () => {
  test('asks every check about the options, and keeps the order of the registry', () => {
    const withSelfie: CheckDefinition = {
      ...check('face-match'),
      requiredBy: ({ document }) => document?.require_matching_selfie === true,
    };
    const registry = [withSelfie, check('document')];
    expect(names(requiredChecks(registry, { document: {} }))).toEqual(['document']);
    expect(names(requiredChecks(registry, { document: { require_matching_selfie: true } }))).toEqual([
      'face-match',
      'document',
    ]);
  });
});
