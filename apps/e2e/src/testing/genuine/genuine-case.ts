import type { Pictures } from '@idem/stack/verification/person-device';
import {
  type CaptureOptions,
  facePicture,
  type Holder,
  type Person,
  photograph,
  type RenderedDocument,
} from '@idem/testing';
import { type RenderedSides, type SpecimenChoices, specimen } from '@idem/testing/documents/specimens';

/** A calendar date as the API writes it. */
export interface ApiDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What the report of a verified document says. */
export interface Values {
  readonly type: 'driving_license' | 'id_card' | 'passport';
  /** ISO 3166-1 alpha-2. */
  readonly issuing_country: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly number: string;
  readonly dob: ApiDate;
  /** Null: the document has no end. */
  readonly expiration_date: ApiDate | null;
  readonly sex?: 'female' | 'male';
}

/** A genuine document as somebody carries it, and what has to be read from it. */
export interface GenuineCase {
  /** `G1` … `G14`: what was once refused or told wrong, and passes. */
  readonly kind: string;
  readonly what: string;
  pictures(): Promise<Pictures>;
  /** Handed in in live mode, where specimens are refused. */
  readonly livemode?: true;
  readonly values: Values;
}

/** What every specimen has that says nothing else. */
export const ISSUED = '2021-04-16';
export const EXPIRES: ApiDate = { year: 2031, month: 4, day: 15 };

/** A document of a kind, its holder's portrait in it. */
export async function issue(
  id: string,
  holder: Holder,
  { bearer = 'vera', ...choices }: SpecimenChoices & { readonly bearer?: Person } = {},
): Promise<RenderedSides> {
  return specimen(id).render(holder, { portrait: await facePicture(bearer), seed: 11, ...choices });
}

/** Both its sides, photographed on a table. */
export async function shoot(
  { front, back }: RenderedSides,
  capture: CaptureOptions = {},
): Promise<Pick<Pictures, 'front' | 'back'>> {
  return {
    front: await shootSide(front, capture),
    ...(back && { back: await shootSide(back, { ...capture, seed: (capture.seed ?? 5) + 1 }) }),
  };
}

export const shootSide = async (side: RenderedDocument, capture: CaptureOptions = {}): Promise<Buffer> =>
  (await photograph(side, { seed: 5, ...capture })).image;
