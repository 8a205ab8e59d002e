import { documentClass } from '@idem/testing/attacks/attack';
import { ATTACK_KINDS } from '@idem/testing/attacks/attack-kinds';
import { LEVELS } from '@idem/testing/capture/levels';
import { SPECIMENS, specimen } from '@idem/testing/documents/specimens';
import { PERSONS } from '@idem/testing/faces/people';
import { z } from 'zod';
import type { PlannedScene } from './plan-attacks.js';

const recipe = z.tuple([
  z.enum(ATTACK_KINDS.map(({ id }) => id)),
  z.string().min(1),
  z.enum(SPECIMENS.map(({ id }) => id)),
  z.enum(LEVELS),
  z.coerce.number().int().min(1),
  z.coerce.number().int().min(1),
  z.enum(PERSONS),
  z.enum(PERSONS),
]);

/** One try as a report names it, planned anew; null for text that names none. */
export function parseRecipe(line: string): PlannedScene | null {
  const parsed = recipe.safeParse(line.trim().split(':'));
  if (!parsed.success) return null;
  const [kind, variant, id, level, seed, own, victim, attacker] = parsed.data;
  const of = documentClass(specimen(id));
  const isKnown = ATTACK_KINDS.some(
    (one) => one.id === kind && one.variants.some(({ name }) => name === variant),
  );
  if (of === null || !isKnown) return null;
  return {
    specimen: id,
    documentClass: of,
    level,
    seed,
    victim,
    attacker,
    tries: [{ kind, variant, seed: own }],
  };
}
