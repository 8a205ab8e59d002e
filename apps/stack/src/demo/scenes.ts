import type { SpecimenRequest } from '../verification/specimens.js';

/** A verification the demo runs, and what has to come of it. */
export interface Scene {
  readonly title: string;
  /** Name of its files among the kept pictures. */
  readonly file: string;
  readonly specimen: SpecimenRequest;
  readonly expected:
    | { readonly status: 'verified' }
    | { readonly status: 'requires_input'; readonly code: string };
}

/** The passport's portrait and the selfie come from different photographs in every scene. */
export const SCENES: readonly [Scene, Scene, Scene] = [
  {
    title: 'A passport and a selfie of the same person',
    file: 'verified',
    specimen: { holder: 'vera', selfie: 'vera' },
    expected: { status: 'verified' },
  },
  {
    title: "The same passport and somebody else's selfie",
    file: 'mismatch',
    specimen: { holder: 'vera', selfie: 'dina' },
    expected: { status: 'requires_input', code: 'selfie_face_mismatch' },
  },
  {
    title: 'A passport that has expired',
    file: 'expired',
    specimen: { holder: 'vera', selfie: 'vera', expires: '2021-03-14' },
    expected: { status: 'requires_input', code: 'document_expired' },
  },
];
