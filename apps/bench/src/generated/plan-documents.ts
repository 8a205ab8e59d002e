import type { Level } from '@idem/testing/capture/levels';
import { LEVELS } from '@idem/testing/capture/levels';
import { SPECIMENS, type Specimen } from '@idem/testing/documents/specimens';
import { canForge, FORGERY_KINDS, type ForgeryKind } from '@idem/testing/forgeries/forge';
import { seededRandom } from '@idem/testing/random';

/** One way in which a document is presented: as it is at a level of capture, or forged. */
export interface Presentation {
  readonly kind: 'genuine' | ForgeryKind;
  readonly level: Level;
  /** Its place among all the document's presentations, from which its photographs follow. */
  readonly turn: number;
}

/** One invented document and how it is presented, once each. */
export interface PlannedDocument {
  readonly specimen: string;
  /** Holder, number, dates, and every photograph follow from it. */
  readonly seed: number;
  readonly presentations: readonly Presentation[];
}

/** Forgeries of each document, taken in turn from the kinds that it allows. */
const FORGERIES_A_DOCUMENT = 3;
/** Forgeries are photographed by people who want to pass. */
const FORGERY_LEVELS = ['clean', 'mild'] as const satisfies readonly Level[];

/**
 * Which documents to invent so that the set holds about `pictures` photographs: whole documents, until there are at least
 * so many. Kinds of document come in a shuffled order, all of them before any comes again. Seeds have the parity
 * of `seed`: even ones are for development, odd ones for reporting. Pure.
 */
export function planDocuments(pictures: number, seed: number): readonly PlannedDocument[] {
  const order = shuffled(SPECIMENS, seed);
  const plan: PlannedDocument[] = [];
  let forgeries = 0;
  for (let count = 0, index = 0; count < pictures; index++) {
    const specimen = order[index % order.length]!;
    const possible = FORGERY_KINDS.filter((kind) => canForge(kind, specimen));
    const forged = Array.from({ length: FORGERIES_A_DOCUMENT }, (_, place): Presentation => {
      const kind = possible[forgeries++ % possible.length]!;
      return { kind, level: FORGERY_LEVELS[(forgeries + index) % 2]!, turn: LEVELS.length + place };
    });
    const presentations = [
      ...LEVELS.map((level, turn): Presentation => ({ kind: 'genuine', level, turn })),
      ...forged,
    ];
    plan.push({ specimen: specimen.id, seed: seed + 2 * index, presentations });
    count += presentations.length * sidesOf(specimen);
  }
  return plan;
}

/** Which presentations of a plan to make; what is left out leaves the pictures of the others as they were. */
export interface Selection {
  readonly genuineOnly: boolean;
  readonly levels: readonly Level[];
}

/** The part of a plan that `selection` asks for. Pure. */
export function selectPresentations(
  plan: readonly PlannedDocument[],
  { genuineOnly, levels }: Selection,
): readonly PlannedDocument[] {
  return plan
    .map((document) => ({
      ...document,
      presentations: document.presentations.filter(
        ({ kind, level }) => levels.includes(level) && (kind === 'genuine' || !genuineOnly),
      ),
    }))
    .filter(({ presentations }) => presentations.length > 0);
}

/** Photographs of one presentation. */
export const sidesOf = ({ type }: Pick<Specimen, 'type'>): number =>
  type === 'passport' || type === 'visa' ? 1 : 2;

/** Fisher and Yates. */
function shuffled<Entry>(entries: readonly Entry[], seed: number): readonly Entry[] {
  const random = seededRandom(seed);
  const order = [...entries];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
