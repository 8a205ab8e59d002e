import { captureAt } from '../capture/levels.js';
import { FORGERY_KINDS, type ForgeryKind, forge } from '../forgeries/forge.js';
import type { AttackKind, AttackVariant, DocumentClass } from './attack.js';

/** Only what a machine reads has check digits, or can contradict the print. */
const POSSIBLE: Partial<Record<ForgeryKind, readonly DocumentClass[]>> = {
  'wrong-check-digit': ['passport-page', 'zone-card'],
  'mismatched-zones': ['passport-page', 'zone-card', 'north-american-card'],
};

const variant = (kind: ForgeryKind): AttackVariant => {
  const on = POSSIBLE[kind];
  return {
    name: kind,
    ...(on && { on }),
    stage: async ({ specimen, level, random, victim, attacker, dates }) => {
      const own = random.integer(1, 2 ** 31 - 1);
      const { seed: _, jpegQuality: __, ...capture } = captureAt(level, own);
      const subject = {
        specimen,
        holder: victim.holder,
        portrait: victim.portrait,
        intruder: attacker.portrait,
        choices: dates,
        capture,
      };
      return { ...(await forge(kind, subject, own)), selfie: null };
    },
  };
};

/** Forgeries of a document that `libs/testing` has known before: retouched, misprinted, copied. */
export const forgedDocument: AttackKind = {
  id: 'F',
  title: 'a forged document',
  target: 'document',
  variants: FORGERY_KINDS.map(variant),
};
