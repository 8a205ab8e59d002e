import type { FacePatch } from '@idem/vision/stages/face-liveness/face-patch';
import type { FaceQuality } from '@idem/vision/stages/face-quality/face-quality';
import type { FaceTraces } from '@idem/vision/stages/forensics/face-traces';
import type { PictureFace } from '../selfie-quality/has-rival.js';
import type { PresentationMeasurement } from './examine-presentation.js';

/** What the liveness check saw: plain JSON. Sizes in pixels of the picture as measured. */
export interface LivenessMeasurement {
  /** Clockwise quarter turns that set the selfie upright, 0–3. */
  readonly turns: number;
  /** All faces on the selfie, the most prominent first, small ones among them. */
  readonly faces: readonly PictureFace[];
  /** Of the most prominent face; null when there is none. */
  readonly face: {
    readonly quality: FaceQuality;
    readonly presentation: PresentationMeasurement;
    /** How clearly something four-sided holds the whole face, 0 … 1: share of its weakest side that lies on an edge. */
    readonly frame: number;
    readonly patch: FacePatch;
    readonly traces: FaceTraces;
    /** Fine structure shared with the printed portrait or the chip's, the higher, −1 to 1; null without either. */
    readonly exposureCorrelation: number | null;
    /** The same of the selfie as a mirror shows it. */
    readonly mirroredCorrelation: number | null;
  } | null;
  /** Bits of 256 in which the perceptual hashes of selfie and document differ; null without a document. */
  readonly documentHashDistance: number | null;
}
