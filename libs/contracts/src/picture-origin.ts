import { z } from 'zod';

/** Kinds of IPTC's digital source types that matter here (https://cv.iptc.org/newscodes/digitalsourcetype). */
export const DECLARED_SOURCES = ['generated', 'composite', 'captured'] as const;

/**
 * What a picture's file told of its making before its metadata was removed, and what the device told of the camera.
 * Only what is known to matter is kept: no place, no time, no serial number.
 */
export const pictureOrigin = z.object({
  /** Programs for retouching that name themselves, by short names: `photoshop`, `gimp` … */
  editors: z.array(z.string()),
  /** Programs that make pictures or exchange faces: `stable_diffusion`, `midjourney`, `faceapp` … */
  generators: z.array(z.string()),
  /** The gravest source type that the metadata declares; null where it declares none. */
  declared: z.enum(DECLARED_SOURCES).nullable(),
  /** A C2PA manifest, whose signature nobody has verified; null without one. */
  c2pa: z
    .object({
      /** The program that wrote it, as it calls itself, at most 100 characters; null where it cannot be read. */
      claimGenerator: z.string().nullable(),
      /** Names of actions, such as `c2pa.created`. */
      actions: z.array(z.string()),
    })
    .nullable(),
  /** As the device says, which may say anything; null where it said nothing. */
  camera: z
    .object({
      /** Whether it calls itself virtual; null where it does not say. */
      virtual: z.boolean().nullable(),
      /** Name of the camera, at most 100 characters. */
      label: z.string().nullable(),
    })
    .nullable(),
});
export type PictureOrigin = z.infer<typeof pictureOrigin>;
export type DeclaredSource = (typeof DECLARED_SOURCES)[number];

/** A picture of which nothing is known. */
export const UNKNOWN_ORIGIN: PictureOrigin = {
  editors: [],
  generators: [],
  declared: null,
  c2pa: null,
  camera: null,
};
