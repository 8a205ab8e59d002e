import type { AttackKind, AttackVariant, DocumentClass } from './attack.js';
import { copiedPortrait } from './copied-portrait.js';
import { faceBesideDocument } from './face-beside-document.js';
import { faceInTheBackground } from './face-in-the-background.js';
import { forgedDocument } from './forged-document.js';
import { impossibleDates } from './impossible-dates.js';
import { reproducedSelfie } from './reproduced-selfie.js';
import { somethingElseInFront } from './something-else-in-front.js';
import { typedPage } from './typed-page.js';

/** Every way to attack that can be staged with pictures alone. */
export const ATTACK_KINDS: readonly AttackKind[] = [
  somethingElseInFront,
  faceBesideDocument,
  reproducedSelfie,
  typedPage,
  faceInTheBackground,
  copiedPortrait,
  impossibleDates,
  forgedDocument,
];

/** @throws {RangeError} when there is no such kind. */
export function attackKind(id: string): AttackKind {
  const kind = ATTACK_KINDS.find((candidate) => candidate.id === id);
  if (!kind) throw new RangeError(`there is no attack ${id}`);
  return kind;
}

/** The recipes of a kind that can be tried on a class of document. */
export const variantsOn = ({ variants }: AttackKind, on: DocumentClass): readonly AttackVariant[] =>
  variants.filter((variant) => variant.on?.includes(on) ?? true);
