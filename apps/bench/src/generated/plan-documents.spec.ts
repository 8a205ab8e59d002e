import { LEVELS } from '@idem/testing/capture/levels';
import { SPECIMENS, specimen } from '@idem/testing/documents/specimens';
import { canForge, FORGERY_KINDS } from '@idem/testing/forgeries/forge';
import { expect, test } from '@jest/globals';
import { planDocuments, selectPresentations, sidesOf } from './plan-documents.js';
import { subjectOf } from './subject-of.js';

test('a plan is a function of its seed, whose parity all its documents share', () => {
  expect(planDocuments(500, 3)).toEqual(planDocuments(500, 3));
  expect(planDocuments(500, 3)).not.toEqual(planDocuments(500, 5));
  for (const seed of [3, 4]) {
    const seeds = planDocuments(500, seed).map((document) => document.seed);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every((own) => own % 2 === seed % 2)).toBe(true);
  }
});

test('holds as many photographs as asked for, and at most one document more', () => {
  for (const wanted of [1, 120, 1_000]) {
    const plan = planDocuments(wanted, 1);
    const pictures = (documents: typeof plan) =>
      documents.reduce(
        (sum, { specimen: id, presentations }) => sum + presentations.length * sidesOf(specimen(id)),
        0,
      );
    expect(pictures(plan)).toBeGreaterThanOrEqual(wanted);
    expect(pictures(plan.slice(0, -1))).toBeLessThan(wanted);
  }
});

test('twelve hundred and fifty photographs show every kind of document, every level, every forgery that is possible', () => {
  const plan = planDocuments(1_250, 1);
  expect(new Set(plan.map(({ specimen: id }) => id)).size).toBe(SPECIMENS.length);
  for (const { specimen: id, presentations } of plan) {
    const levels = presentations.filter(({ kind }) => kind === 'genuine').map(({ level }) => level);
    expect(levels).toEqual([...LEVELS]);
    for (const { kind } of presentations) {
      if (kind !== 'genuine') expect(canForge(kind, specimen(id))).toBe(true);
    }
  }
  const counts = FORGERY_KINDS.map(
    (kind) =>
      plan.flatMap(({ presentations }) => presentations).filter((shown) => shown.kind === kind).length,
  );
  expect(Math.min(...counts)).toBeGreaterThan(20);
});

test('a selection leaves out documents and presentations, and changes none that it keeps', () => {
  const plan = planDocuments(500, 3);
  const some = selectPresentations(plan, { genuineOnly: true, levels: ['mild'] });
  expect(some.map(({ seed }) => seed)).toEqual(plan.map(({ seed }) => seed));
  expect(some.every(({ presentations }) => presentations.length === 1)).toBe(true);
  for (const [index, { presentations }] of some.entries()) {
    expect(plan[index]!.presentations).toContainEqual(presentations[0]);
    expect(presentations[0]).toMatchObject({ kind: 'genuine', level: 'mild' });
  }
  expect(selectPresentations(plan, { genuineOnly: false, levels: LEVELS })).toEqual(plan);
  expect(selectPresentations(plan, { genuineOnly: true, levels: [] })).toEqual([]);
});

test('every planned document is valid on the day it is judged, and of somebody its issuer would name', async () => {
  for (const document of planDocuments(1_000, 1)) {
    const { holder, choices, specimen: kind } = await subjectOf(document);
    expect(choices!.issued! < '2026-06-01' && choices!.expires! > '2026-06-01').toBe(true);
    expect(holder.nationality === kind.country).toBe(
      kind.type !== 'visa' && kind.type !== 'residence_permit',
    );
  }
}, 60_000);
