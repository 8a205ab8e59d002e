import { DOCUMENT_CLASSES } from '@idem/testing/attacks/attack';
import { ATTACK_KINDS, attackKind, variantsOn } from '@idem/testing/attacks/attack-kinds';
import { LEVELS } from '@idem/testing/capture/levels';
import { expect, test } from '@jest/globals';
import { parseRecipe } from './parse-recipe.js';
import { type AttackPlan, PEOPLE_OF, planAttacks, recipeOf } from './plan-attacks.js';

const KINDS = ATTACK_KINDS.map(({ id }) => id);
const plan = (changes: Partial<AttackPlan> = {}) =>
  planAttacks({ split: 'report', kinds: KINDS, tries: 100, seed: 1, ...changes });
const triesOf = (scenes: ReturnType<typeof plan>) => scenes.flatMap(({ tries }) => tries);

test('a plan is a function of its arguments', () => {
  expect(plan()).toEqual(plan());
  expect(plan()).not.toEqual(plan({ seed: 3 }));
});

test.each([1, 7, 100])('holds %d tries of every kind', (tries) => {
  const all = triesOf(plan({ tries }));
  for (const kind of KINDS) expect(all.filter((one) => one.kind === kind)).toHaveLength(tries);
});

test('development and report share neither seeds nor people', () => {
  const [development, report] = [plan({ split: 'development' }), plan({ split: 'report' })];
  for (const [scenes, parity] of [
    [development, 0],
    [report, 1],
  ] as const) {
    const seeds = [...scenes, ...triesOf(scenes)].map(({ seed }) => seed);
    expect(seeds.every((seed) => seed % 2 === parity)).toBe(true);
    expect(new Set(triesOf(scenes).map(({ seed }) => seed)).size).toBe(triesOf(scenes).length);
  }
  const people = (scenes: typeof report) => scenes.flatMap(({ victim, attacker }) => [victim, attacker]);
  expect(people(development).filter((person) => people(report).includes(person))).toEqual([]);
  expect(new Set(people(report))).toEqual(new Set(PEOPLE_OF.report));
  expect(report.every(({ victim, attacker }) => victim !== attacker)).toBe(true);
});

test('shows every class of document at every level, and every recipe that there is', () => {
  const scenes = plan({ tries: 300 });
  for (const own of DOCUMENT_CLASSES) {
    const here = scenes.filter(({ documentClass }) => documentClass === own);
    expect(new Set(here.map(({ level }) => level))).toEqual(new Set(LEVELS));
    for (const kind of KINDS) {
      const tried = new Set(
        triesOf(here)
          .filter((one) => one.kind === kind)
          .map(({ variant }) => variant),
      );
      expect([kind, [...tried].sort()]).toEqual([
        kind,
        variantsOn(attackKind(kind), own)
          .map(({ name }) => name)
          .sort(),
      ]);
    }
  }
});

test('kinds that are left out change nothing of the documents', () => {
  const [some, every] = [plan({ kinds: ['T4'] }), plan()];
  const bare = (scenes: typeof some) => scenes.map(({ tries: _, ...scene }) => scene);
  expect(bare(some)).toEqual(bare(every));
  expect(triesOf(some).map(({ variant }) => variant)).toEqual(
    triesOf(every)
      .filter(({ kind }) => kind === 'T4')
      .map(({ variant }) => variant),
  );
});

test('a recipe leads back to its try', () => {
  for (const scene of plan({ tries: 4 })) {
    for (const one of scene.tries) {
      expect(parseRecipe(recipeOf(scene, one))).toEqual({ ...scene, tries: [one] });
    }
  }
});

test.each([
  '',
  'T1',
  'T1:no-such:deu-passport:clean:1:1:vera:olga',
  'T1:selfie:usa-visa-a:clean:1:1:vera:olga',
])('%j is no recipe', (line) => {
  expect(parseRecipe(line)).toBeNull();
});
