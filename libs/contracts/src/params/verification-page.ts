import type { ChipFileName } from '@idem/domain';
import { z } from 'zod';
import { boolean, expand, text } from './form-values.js';
import { selfieChallengeParams } from './selfie-challenge.js';

const fileId = text(255);
/** Hints about how a picture was taken. They are accepted from every client; but for the camera's name and whether it is virtual, they are not stored. */
const hint = z.union([z.string().max(5000), z.number(), z.boolean()]).optional();
const hints = <const K extends string>(names: readonly K[]): { [name in K]: typeof hint } =>
  Object.fromEntries(names.map((name) => [name, hint])) as { [name in K]: typeof hint };

export const UPLOAD_METHODS = ['auto_capture', 'manual_capture', 'file_upload'] as const;

const documentSide = z.strictObject({
  high_res_image: fileId,
  low_res_image: fileId.optional(),
  upload_method: z.enum(UPLOAD_METHODS).optional(),
  force_confirm: boolean().optional(),
  ...hints([
    'front_card_score',
    'back_score',
    'passport_score',
    'invalid_score',
    'exposure_duration',
    'exposure_iso',
    'brightness_value',
    'focal_length',
    'camera_lens_model',
    'is_virtual_camera',
    'ios_barcode_decoded',
    'ios_barcode_symbology',
    'ios_time_to_find_barcode',
  ]),
});

const FRAMES = ['best', 'first', 'last', 'left', 'right'] as const;
/** Values that a client may nest: camera information per frame. */
const nestedHint = z.union([hint, z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional();

const face = z.strictObject({
  best_high_res_image: fileId,
  ...hints(
    FRAMES.flatMap((frame) => [
      `${frame}_low_res_image`,
      ...(frame === 'best' ? [] : [`${frame}_high_res_image`]),
    ]),
  ),
  ...Object.fromEntries(
    ['capture_frames', ...FRAMES.map((frame) => `${frame}_frame_data`)].map((name) => [name, nestedHint]),
  ),
  upload_method: z.enum(UPLOAD_METHODS).optional(),
  ...hints([
    'best_face_score',
    'face_score_variance',
    'num_frames',
    'best_brightness_value',
    'best_camera_lens_model',
    'best_exposure_duration',
    'best_exposure_iso',
    'best_focal_length',
    'best_is_virtual_camera',
    'training_consent',
  ]),
});

/** What a phone app read from the document's chip: ids of whole elementary files (ICAO 9303-10). */
const chip = z.strictObject({
  sod: fileId.optional(),
  dg1: fileId.optional(),
  dg2: fileId.optional(),
  dg11: fileId.optional(),
  dg14: fileId.optional(),
  dg15: fileId.optional(),
} satisfies Record<ChipFileName, z.ZodType>);

export const collectDataParams = z.strictObject({
  collected_data: z
    .strictObject({
      biometric_consent: boolean().optional(),
      id_document_front: documentSide.optional(),
      id_document_back: documentSide.optional(),
      face: face.optional(),
      chip: chip.optional(),
      selfie_challenge: selfieChallengeParams.optional(),
    })
    .optional(),
  /** One boolean each; true forgets what was collected for it, of a chip all files. */
  clear_data: z
    .strictObject({
      biometric_consent: boolean().optional(),
      id_document_front: boolean().optional(),
      id_document_back: boolean().optional(),
      face: boolean().optional(),
      chip: boolean().optional(),
      selfie_challenge: boolean().optional(),
    })
    .optional(),
  expand,
});
export type CollectDataParams = z.infer<typeof collectDataParams>;

export const showPageParams = z.strictObject({ app_identifier: text(255).optional(), expand });
