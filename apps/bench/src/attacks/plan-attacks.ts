import { DOCUMENT_CLASSES, type DocumentClass, documentClass } from '@idem/testing/attacks/attack';
import { attackKind, variantsOn } from '@idem/testing/attacks/attack-kinds';
import type { Level } from '@idem/testing/capture/levels';
import { SPECIMENS } from '@idem/testing/documents/specimens';
import type { Person } from '@idem/testing/faces/people';
import { seededRandom } from '@idem/testing/random';

/** What thresholds may be set on, and what is reported. */
export const SPLITS = ['development', 'report'] as const;
export type Split = (typeof SPLITS)[number];

/** Nobody is on both sides; seeds of development are even, of a report odd. */
export const PEOPLE_OF = {
  development: ['olga', 'dina', 'marko', 'irma'],
  report: ['elsa', 'gina', 'hanna', 'vera'],
} as const satisfies Record<Split, readonly Person[]>;

/** One recipe carried out once. */
export interface PlannedTry {
  readonly kind: string;
  readonly variant: string;
  readonly seed: number;
}

/** One document of a victim, and what an attacker tries with it. */
export interface PlannedScene {
  readonly specimen: string;
  readonly documentClass: DocumentClass;
  readonly level: Level;
  readonly seed: number;
  readonly victim: Person;
  readonly attacker: Person;
  readonly tries: readonly PlannedTry[];
}

export interface AttackPlan {
  readonly split: Split;
  readonly kinds: readonly string[];
  /** Of each kind. */
  readonly tries: number;
  /** Moved to the split's parity. */
  readonly seed: number;
}

/** Tries of each kind on one document, so that it is printed and photographed once for all of them. */
const TRIES_A_SCENE = 2;
/** Attackers take good pictures; the worse half shows whether a bad picture opens a door. */
const LEVEL_CYCLE = [
  'clean',
  'mild',
  'moderate',
  'clean',
  'mild',
  'severe',
] as const satisfies readonly Level[];

/**
 * Which documents to print and what to try with each: classes of document in turn, each at every level, and on each class all
 * recipes of a kind that are possible there before any comes again. Pure.
 *
 * @throws {RangeError} for a kind that there is not.
 */
export function planAttacks({ split, kinds, tries, seed }: AttackPlan): readonly PlannedScene[] {
  const parity = split === 'development' ? 0 : 1;
  const first = seed % 2 === parity ? seed : seed + 1;
  const dealt = new Map<string, number>();
  return Array.from({ length: Math.ceil(tries / TRIES_A_SCENE) }, (_, index) => {
    const classIndex = index % DOCUMENT_CLASSES.length;
    const own = DOCUMENT_CLASSES[classIndex]!;
    const round = Math.floor(index / DOCUMENT_CLASSES.length);
    const sceneSeed = first + 2 * index;
    const random = seededRandom(sceneSeed);
    const here = Math.min(TRIES_A_SCENE, tries - index * TRIES_A_SCENE);
    const planned = kinds.flatMap((id) =>
      Array.from({ length: here }, () => ({ kind: id, variant: deal(id, own, classIndex, first, dealt) })),
    );
    const specimens = SPECIMENS.filter((specimen) => documentClass(specimen) === own);
    const people = PEOPLE_OF[split];
    const victim = random.integer(0, people.length - 1);
    const attacker = (victim + random.integer(1, people.length - 1)) % people.length;
    return {
      specimen: specimens[random.integer(0, specimens.length - 1)]!.id,
      documentClass: own,
      // Moved on with each class, so that few rounds still show every level.
      level: LEVEL_CYCLE[(round + classIndex) % LEVEL_CYCLE.length]!,
      seed: sceneSeed,
      victim: people[victim]!,
      attacker: people[attacker]!,
      tries: planned.map((one, place) => ({ ...one, seed: sceneSeed * 1_024 + 2 * place + parity })),
    };
  });
}

/** The next recipe of a kind on a class of document. Classes begin at different ones. */
function deal(
  id: string,
  own: DocumentClass,
  classIndex: number,
  seed: number,
  dealt: Map<string, number>,
): string {
  const possible = variantsOn(attackKind(id), own);
  const key = `${id} ${own}`;
  const turn = dealt.get(key) ?? 0;
  dealt.set(key, turn + 1);
  const start = Math.floor((classIndex * possible.length) / DOCUMENT_CLASSES.length) + Math.floor(seed / 2);
  return possible[(start + turn) % possible.length]!.name;
}

/** A try in one line, from which {@link parseRecipe} makes it again. */
export const recipeOf = (
  { specimen, level, seed, victim, attacker }: Omit<PlannedScene, 'tries' | 'documentClass'>,
  { kind, variant, seed: own }: PlannedTry,
): string => [kind, variant, specimen, level, seed, own, victim, attacker].join(':');
