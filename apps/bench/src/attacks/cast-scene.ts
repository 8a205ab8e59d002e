import type { Casting } from '@idem/testing/attacks/open-scene';
import { inventHolder } from '@idem/testing/documents/holders';
import { specimen } from '@idem/testing/documents/specimens';
import { type Person, sexOf } from '@idem/testing/faces/people';
import { seededRandom } from '@idem/testing/random';
import { holderOf, validity } from '../generated/subject-of.js';
import type { PlannedScene } from './plan-attacks.js';

/** Names, dates and faces of a planned scene, on a document that is valid on the day it is judged. Pure. */
export function castScene({ specimen: id, level, seed, victim, attacker }: PlannedScene): Casting {
  const random = seededRandom(seed);
  const kind = specimen(id);
  const holder = holderOf(kind, random, sexOf(victim));
  const other = (person: Person) =>
    inventHolder(kind.country, random.integer(1, 2 ** 31 - 1), { sex: sexOf(person) });
  return {
    specimen: kind,
    level,
    seed,
    victim: { person: victim, holder },
    attacker: { person: attacker, holder: other(attacker) },
    dates: validity(kind, holder, random),
  };
}
