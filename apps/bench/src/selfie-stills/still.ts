import type { PresentationMeasurement } from '@idem/checks/liveness/examine-presentation';
import type { FaceTraces } from '@idem/vision/stages/forensics/face-traces';

/** A picture to be measured. */
export interface Still {
  readonly name: string;
  /** How it came about: `selfie`, `print`, `photograph`, `simulated-screen` … */
  readonly kind: string;
  /** Of a living person, and not retouched. */
  readonly live: boolean;
  readonly bytes: Buffer;
}

/** Where the face of a live picture lies, for simulating attacks with it. */
export interface FoundStill extends Still {
  readonly face: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/** What the liveness check saw on a picture. */
export interface StillRow extends Omit<Still, 'bytes'> {
  readonly presentation: PresentationMeasurement;
  readonly traces: FaceTraces;
  /** CPU time in ms of everything but decoding and finding the face. */
  readonly cpu: number;
}

/** Kinds that are made here, of the live pictures. */
export const SIMULATED = {
  print: 'simulated-print',
  screen: 'simulated-screen',
  swap: 'simulated-swap',
  /** Saved once more by an honest program: no attack. */
  again: 'saved-again',
} as const;

/** Face swaps are manipulations, all other attacks are reproductions. */
export const isSwap = ({ kind }: Pick<Still, 'kind'>): boolean => kind === SIMULATED.swap;
