import { CHALLENGE_STEPS, type ChipFileName } from '@idem/domain';
import { z } from 'zod';
import { earlierFrame, earlierUses } from './earlier-uses.js';
import { documentFacts } from './facts.js';
import { pictureOrigin } from './picture-origin.js';

/** The JSON that lies encrypted in PostgreSQL. Parsed whenever it is opened. */

export const sectionError = z.object({ code: z.string(), reason: z.string() });

/** How strongly one signal speaks, for a reviewer. */
export const insight = z.object({
  signal: z.string(),
  level: z.enum(['low', 'elevated', 'high']),
  score: z.number().nullable(),
  note: z.string().optional(),
  /** Other sessions that it speaks of, of the same account and mode. */
  sessions: z.array(z.string()).optional(),
});
export type StoredInsight = z.infer<typeof insight>;

const section = {
  status: z.enum(['verified', 'unverified']),
  error: sectionError.nullable(),
  /** Of all the section's checks; absent from reports of earlier releases. */
  insights: z.array(insight).optional(),
};

/** Facts as a report keeps them: redaction leaves a text that no check gives. */
const reportedFacts = documentFacts.extend({
  sex: z.enum([...documentFacts.shape.sex.unwrap().options, '[redacted]']).nullable(),
});

/** `verification_reports.sealed_sections` */
export const reportSections = z.object({
  document: z
    .object({
      ...section,
      /** Null when unverified: what could not be trusted is not told. */
      facts: reportedFacts.nullable(),
      /** Facts of a document that was believed and held back for a reviewer; shown once they find it verified. */
      withheld: reportedFacts.nullable().optional(),
      /** File ids, front first. */
      files: z.array(z.string()),
    })
    .optional(),
  selfie: z
    .object({
      ...section,
      document: z.string().nullable(),
      selfie: z.string().nullable(),
    })
    .optional(),
});
export type ReportSections = z.infer<typeof reportSections>;

/** `verification_sessions.sealed_provided_details` */
export const providedDetails = z.object({ email: z.string().optional(), phone: z.string().optional() });
export type ProvidedDetails = z.infer<typeof providedDetails>;

/** ImageSlot → file id. */
export const imageInputs = z.object({
  id_document_front: z.string().optional(),
  id_document_back: z.string().optional(),
  face: z.string().optional(),
});
export type ImageInputs = z.infer<typeof imageInputs>;

/** ChipFileName → file id. */
export const chipInputs = z.object({
  sod: z.string().optional(),
  dg1: z.string().optional(),
  dg2: z.string().optional(),
  dg11: z.string().optional(),
  dg14: z.string().optional(),
  dg15: z.string().optional(),
} satisfies Record<ChipFileName, z.ZodType>);
export type ChipInputs = z.infer<typeof chipInputs>;

/** `submissions.inputs`: file ids only. */
export const submissionInputs = imageInputs.extend({
  chip: chipInputs.optional(),
  /** Id of the challenge that was answered. */
  selfie_challenge: z.string().optional(),
});
export type SubmissionInputs = z.infer<typeof submissionInputs>;

/** `verification_sessions.sealed_collected` */
export const collected = z.object({
  biometric_consent: z.boolean().optional(),
  images: imageInputs,
  chip: chipInputs.optional(),
  selfie_challenge: z.string().optional(),
});

/** `selfie_challenges.sealed_answer`: pictures in the order in which they were taken, times in ms since the challenge. */
export const challengeAnswer = z.object({
  nonce: z.string(),
  frames: z.array(
    z.object({
      file: z.string(),
      step: z.enum(CHALLENGE_STEPS),
      captured_at: z.number(),
      uploaded_at: z.number(),
      virtual_camera: z.boolean().nullable(),
      camera: z.string().nullable(),
    }),
  ),
});
export type ChallengeAnswer = z.infer<typeof challengeAnswer>;

/** `check_outcomes.sealed_evidence` */
export const evidence = z.object({
  measurement: z.unknown(),
  /** What was found of other sessions, by ImageSlot: the judgement rests on it beside the measurement. */
  earlierUses: z.record(z.string(), earlierUses).optional(),
  /** What pictures told of their making, by ImageSlot: the judgement rests on it beside the measurement. */
  origins: z.record(z.string(), pictureOrigin).optional(),
  /** The same as `earlierUses`, of the pictures of a selfie challenge, in their order. */
  earlierFrames: z.array(earlierFrame).optional(),
  insights: z.array(insight),
  /** For each fact of a passed document, what vouches for it (`Voucher` of the document check). */
  provenance: z.record(z.string(), z.array(z.string())).optional(),
  /** What a passed document prints beyond its facts: `nationality`, `authority`, `birth_name`, `categories`. */
  printed: z.record(z.string(), z.string()).optional(),
});
export type Evidence = z.infer<typeof evidence>;

/** A face as the numbers by which it is found again: `check_outcomes.sealed_crops`, `face_templates.sealed_vector` */
export const faceTemplate = z.object({
  model: z.string(),
  vector: z.array(z.number()).min(16).max(4096),
});
export type FaceTemplate = z.infer<typeof faceTemplate>;

/** `check_outcomes.sealed_crops`: the faces that were compared, as the models saw them, each a JPEG in base64. */
export const faceCrops = z.object({
  selfie: z.base64().optional(),
  portrait: z.base64().optional(),
  /** The selfie's face as a direction of length one, and the model that it is of. */
  template: faceTemplate.optional(),
});
export type FaceCrops = z.infer<typeof faceCrops>;
