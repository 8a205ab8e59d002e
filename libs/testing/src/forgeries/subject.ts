import { type CaptureOptions, type Photograph, photograph } from '../capture/photograph.js';
import type { Holder, RenderedDocument } from '../documents/specimen.js';
import type { RenderedSides, Specimen, SpecimenChoices } from '../documents/specimens.js';
import type { SeededRandom } from '../random.js';
import { open, save } from './pixels.js';

/** Whose document is forged, and who wants to pass for the holder. */
export interface ForgerySubject {
  readonly specimen: Specimen;
  readonly holder: Holder;
  /** Encoded picture of the holder. */
  readonly portrait: Buffer;
  /** Encoded picture of somebody else. */
  readonly intruder: Buffer;
  /** Expiry, number and so on of the honest document. */
  readonly choices?: Omit<SpecimenChoices, 'seed' | 'portrait' | 'alteration' | 'wrongCheckDigit'>;
  /** How the document is photographed; what is left out follows from the seed. */
  readonly capture?: Omit<CaptureOptions, 'seed' | 'jpegQuality'>;
}

/** Encoded pictures as a person would upload them; the back is null where a document has none. */
export interface EncodedSides {
  readonly front: Buffer;
  readonly back: Buffer | null;
}

/** The subject's document, printed honestly but for `departures`. */
export function printed(
  { specimen, holder, portrait, choices }: ForgerySubject,
  seed: number,
  departures: Pick<SpecimenChoices, 'alteration' | 'wrongCheckDigit'> = {},
): Promise<RenderedSides> {
  return specimen.render(holder, { ...choices, seed, portrait, ...departures });
}

/**
 * A photograph by a phone: one JPEG compression of quality 82–95, and light between warm and cold.
 *
 * Light is applied to a picture of the highest quality, whose quantisation by 1 leaves no trace.
 */
export async function shot(
  document: Pick<RenderedDocument, 'image' | 'width' | 'height'>,
  { capture }: Pick<ForgerySubject, 'capture'>,
  random: SeededRandom,
): Promise<Photograph> {
  const seed = random.integer(1, 1_000_000);
  const raw = await photograph(document, { ...capture, seed, jpegQuality: 100 });
  const pixels = await open(raw.image);
  const warmth = random.between(-0.09, 0.09);
  const gains = [1 + warmth, 1, 1 - warmth] as const;
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = pixels.data[i]! * gains[i % 3]!;
  return { ...raw, image: await save(pixels, random.integer(82, 95)) };
}

/** Photographs both sides. */
export async function shots(
  sides: RenderedSides,
  subject: ForgerySubject,
  random: SeededRandom,
): Promise<EncodedSides> {
  const front = await shot(sides.front, subject, random);
  const back = sides.back && (await shot(sides.back, subject, random));
  return { front: front.image, back: back?.image ?? null };
}
