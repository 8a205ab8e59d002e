import type { Level } from '../capture/levels.js';
import type { Holder } from '../documents/specimen.js';
import type { RenderedSides, Specimen } from '../documents/specimens.js';
import type { Person } from '../faces/people.js';
import type { SeededRandom } from '../random.js';

/** How a document says what it says, and so how it can be cheated with. */
export const DOCUMENT_CLASSES = [
  'passport-page',
  'zone-card',
  'north-american-card',
  'european-licence',
] as const;
export type DocumentClass = (typeof DOCUMENT_CLASSES)[number];

/** @returns null for what is none of them, such as a visa. */
export function documentClass({ type, format }: Pick<Specimen, 'type' | 'format'>): DocumentClass | null {
  if (type === 'visa') return null;
  if (type === 'passport') return 'passport-page';
  return format === 'AAMVA' ? 'north-american-card' : format === 'EU' ? 'european-licence' : 'zone-card';
}

/** Somebody on the stage: who is seen, and who the papers say it is. */
export interface Player {
  readonly person: Person;
  readonly holder: Holder;
  /** The picture on this person's papers: JPEG, 35:45. */
  readonly portrait: Buffer;
}

/** Pictures as a person uploads them. A session without a selfie is one that asks for none. */
export interface Submission {
  readonly front: Buffer;
  readonly back: Buffer | null;
  readonly selfie: Buffer | null;
}

/** Everything a recipe draws upon. What a variant makes of it is a function of these alone. */
export interface AttackScene {
  readonly specimen: Specimen;
  readonly level: Level;
  /** Fresh for every try. */
  readonly random: SeededRandom;
  readonly victim: Player;
  readonly attacker: Player;
  /** Dates of the victim's document, ISO 8601. */
  readonly dates: { readonly issued: string; readonly expires: string };
  /** The victim's genuine document, flat. */
  readonly document: RenderedSides;
  /** The same document photographed honestly at the scene's level; the same pictures for all of the scene's tries. */
  readonly genuine: () => Promise<Omit<Submission, 'selfie'>>;
  /** A photograph of somebody from an earlier day, which the person keeps on a phone or prints. */
  readonly snapshotOf: (player: Player) => Promise<Buffer>;
  /** A photograph of somebody that no paper bears, as the person's own phone takes it. */
  readonly selfieOf: (player: Player) => Promise<Buffer>;
}

/** One recipe. */
export interface AttackVariant {
  readonly name: string;
  /** On which documents it can be tried; by default on all. */
  readonly on?: readonly DocumentClass[];
  readonly stage: (scene: AttackScene) => Promise<Submission>;
}

/** What an attack has to get past. */
export type AttackTarget =
  /** Document and selfie: somebody else's name with one's own face. */
  | 'document-and-selfie'
  /** The document alone: whoever shows it is the person on it. */
  | 'document'
  /** The selfie alone: the document is genuine, and shown by somebody else. */
  | 'selfie';

export interface AttackKind {
  readonly id: string;
  /** What is wrong with the pictures, in a few words. */
  readonly title: string;
  readonly target: AttackTarget;
  readonly variants: readonly AttackVariant[];
}
