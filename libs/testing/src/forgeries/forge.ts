import type { Holder, RenderedDocument } from '../documents/specimen.js';
import type { RenderedSides, Specimen } from '../documents/specimens.js';
import { type SeededRandom, seededRandom } from '../random.js';
import { editDate } from './edit-date.js';
import { greyCopy } from './grey-copy.js';
import { recaptureScreen } from './recapture-screen.js';
import { type EncodedSides, type ForgerySubject, printed, shot, shots } from './subject.js';
import { swapPortrait } from './swap-portrait.js';

/** Ways to cheat with a document, each with how it is made. */
export const FORGERY_KINDS = [
  /** Another face is pasted over the portrait of a photograph, which is saved again. */
  'swapped-portrait',
  /** Digits of a printed date are repainted on a photograph, which is saved again. */
  'edited-date',
  /** Printed with a check digit that is wrong. */
  'wrong-check-digit',
  /** Printed with another holder's data than its machine-readable zone or barcode. */
  'mismatched-zones',
  /** A display that shows the photograph is photographed. */
  'screen-recapture',
  /** A photocopy is photographed. */
  'grey-copy',
] as const;

export type ForgeryKind = (typeof FORGERY_KINDS)[number];

/** Whether a kind of document can be forged so: only what a machine reads can contradict the print. */
export function canForge(kind: ForgeryKind, { format }: Pick<Specimen, 'format'>): boolean {
  if (kind === 'wrong-check-digit') return format !== 'EU' && format !== 'AAMVA';
  return kind !== 'mismatched-zones' || format !== 'EU';
}

/** The subject's genuine document, photographed. Equal arguments give equal bytes. */
export async function genuine(subject: ForgerySubject, seed: number): Promise<EncodedSides> {
  return shots(await printed(subject, seed), subject, seededRandom(seed));
}

/**
 * A forgery of the subject's document, photographed. Equal arguments give equal bytes. Seeds are shared with
 * {@link genuine}: forgery and original of one seed are of one document in one light.
 *
 * @throws {RangeError} when {@link canForge} says so.
 */
export async function forge(kind: ForgeryKind, subject: ForgerySubject, seed: number): Promise<EncodedSides> {
  if (!canForge(kind, subject.specimen)) throw new RangeError(`no ${kind} of ${subject.specimen.id}`);
  const random = seededRandom(seed);
  switch (kind) {
    case 'wrong-check-digit':
      return shots(await printed(subject, seed, { wrongCheckDigit: checkOf(random) }), subject, random);
    case 'mismatched-zones':
      return shots(
        await printed(subject, seed, { alteration: alterationOf(subject, random) }),
        subject,
        random,
      );
    case 'swapped-portrait':
      return retouched(subject, seed, random, (side, photo, chance) =>
        side.zones.portrait === null ? null : swapPortrait(side, photo, subject.intruder, chance),
      );
    case 'edited-date':
      return retouched(subject, seed, random, (side, photo, chance) =>
        hasDate(side) ? editDate(side, photo, chance) : null,
      );
    case 'screen-recapture':
      return eachSide(await printed(subject, seed), async (side) =>
        recaptureScreen((await shot(side, subject, random)).image, random),
      );
    case 'grey-copy':
      return eachSide(
        await printed(subject, seed),
        async (side) => (await shot(await greyCopy(side, random), subject, random)).image,
      );
  }
}

const hasDate = ({ zones }: RenderedDocument): boolean =>
  (['dateOfBirth', 'issued', 'expires'] as const).some((field) => zones.fields[field] !== undefined);

/** The two that every machine-readable zone has. */
const checkOf = (random: SeededRandom) => (random.next() < 0.5 ? ('number' as const) : ('birth' as const));

/** Another year of birth or another surname in print. */
function alterationOf({ holder }: ForgerySubject, random: SeededRandom): Partial<Holder> {
  if (random.next() < 0.5) return { surname: random.next() < 0.5 ? 'Lindqvist' : 'Okonkwo' };
  const [year, ...rest] = holder.dateOfBirth.split('-');
  return { dateOfBirth: [Number(year) - random.integer(2, 9), ...rest].join('-') };
}

type Shot = Awaited<ReturnType<typeof shot>>;

/** Photographs both sides and lets `edit` change one: the front if it can, else the back. */
async function retouched(
  subject: ForgerySubject,
  seed: number,
  random: SeededRandom,
  edit: (side: RenderedDocument, photo: Shot, random: SeededRandom) => Promise<Buffer> | null,
): Promise<EncodedSides> {
  const sides = await printed(subject, seed);
  const front = await shot(sides.front, subject, random);
  const back = sides.back && (await shot(sides.back, subject, random));
  const edited = edit(sides.front, front, random);
  if (edited) return { front: await edited, back: back?.image ?? null };
  const other = sides.back && back && edit(sides.back, back, random);
  if (!other) throw new RangeError(`${subject.specimen.id} has nothing of the kind to edit`);
  return { front: front.image, back: await other };
}

async function eachSide(
  { front, back }: RenderedSides,
  work: (side: RenderedDocument) => Promise<Buffer>,
): Promise<EncodedSides> {
  return { front: await work(front), back: back && (await work(back)) };
}
