import type { FaceQuality } from '@idem/vision/stages/face-quality/face-quality';
import type { PictureFace } from '../selfie-quality/has-rival.js';

/** A face that was compared. Sizes in pixels of the picture as measured (longest side at most 1,600). */
export interface ComparedFace {
  readonly width: number;
  readonly height: number;
  /** Detector × mesh, 0–1. */
  readonly score: number;
  /** Clockwise quarter turns that set it upright. */
  readonly turns: number;
}

export interface FaceComparison {
  /** The embedding models that were run; `second` only beside the model it was calibrated with. */
  readonly models: { readonly first: string; readonly second: string | null };
  /** Cosine of each model's embeddings, −1 to 1. */
  readonly cosine: number;
  readonly secondCosine: number | null;
  /** Thresholds that came with a model of the operator's own. */
  readonly calibration: { readonly reject: number; readonly accept: number } | null;
}

/** Where the portrait was found that the selfie is compared with. */
export type PortraitSource = 'id_document_front' | 'id_document_back' | 'chip';

/** What became of the face on the chip; everything but `reference` leaves the printed portrait to compare with. */
export type ChipFaceUse = 'reference' | 'not_authentic' | 'absent' | 'undecodable' | 'no_face';

/** What the face-match check saw: plain JSON. */
export interface FaceMatchMeasurement {
  /** The face that the state signed on the chip, else the largest on the document; null when there is none. */
  readonly portrait: (ComparedFace & { readonly slot: PortraitSource }) | null;
  readonly selfie:
    | (ComparedFace & {
        /** How well the face can be judged. */
        readonly quality: FaceQuality;
        /** Everybody on the selfie, the person first. */
        readonly faces: readonly PictureFace[];
      })
    | null;
  /** Null when one of the faces is missing. */
  readonly comparison: FaceComparison | null;
  /** Absent when no chip was handed in. */
  readonly chip?: {
    readonly use: ChipFaceUse;
    /** The printed portrait against the chip's, where that is the reference; null when none is printed. */
    readonly printed: FaceComparison | null;
  };
}
