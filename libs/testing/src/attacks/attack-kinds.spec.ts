import { beforeAll, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { inventHolder } from '../documents/holders.js';
import { specimen } from '../documents/specimens.js';
import { DOCUMENT_CLASSES, documentClass } from './attack.js';
import { ATTACK_KINDS, attackKind, variantsOn } from './attack-kinds.js';
import { openScene, type Stage } from './open-scene.js';

jest.setTimeout(240_000);

let stage: Stage;
beforeAll(async () => {
  stage = await openScene({
    specimen: specimen('esp-id-card'),
    level: 'clean',
    seed: 4,
    dates: { issued: '2021-04-16', expires: '2031-04-15' },
    victim: { person: 'olga', holder: inventHolder('ESP', 4, { sex: 'F' }) },
    attacker: { person: 'irma', holder: inventHolder('ESP', 6, { sex: 'F' }) },
  });
});

test('every kind has at least ten recipes that can be told apart by name, forgeries all that there are', () => {
  for (const { id, variants } of ATTACK_KINDS) {
    const names = variants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^[\w.-]+$/.test(name))).toBe(true);
    expect([id, names.length]).toEqual([id, id === 'F' ? 6 : expect.any(Number)]);
    if (id !== 'F') expect(names.length).toBeGreaterThanOrEqual(10);
  }
});

test('every kind can be tried on every class of document', () => {
  for (const kind of ATTACK_KINDS) {
    for (const on of DOCUMENT_CLASSES) expect(variantsOn(kind, on).length).toBeGreaterThan(0);
  }
  expect(documentClass(specimen('usa-visa-a'))).toBeNull();
  expect(() => attackKind('T9')).toThrow(RangeError);
});

test.each(['T2', 'T4', 'T5'])('%s: equal seeds give equal pictures', async (id) => {
  const scene = () => stage.sceneOf(10);
  const recipe = variantsOn(attackKind(id), 'zone-card')[0]!;
  const staged = await recipe.stage(scene());
  expect(await recipe.stage(scene())).toEqual(staged);
  for (const picture of [staged.front, staged.back, staged.selfie]) {
    if (picture) expect((await sharp(picture).metadata()).format).toBe('jpeg');
  }
});

test('the honest photographs are the same for all tries, selfies are not', async () => {
  const [one, other] = [stage.sceneOf(10), stage.sceneOf(12)];
  expect(await one.genuine()).toBe(await other.genuine());
  expect(await one.selfieOf(one.victim)).not.toEqual(await other.selfieOf(other.victim));
});
