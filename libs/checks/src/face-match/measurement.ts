/** A face that was compared. Sizes in pixels of the picture as measured (longest side at most 1,600). */
export interface ComparedFace {
  readonly width: number;
  readonly height: number;
  /** Detector × mesh, 0–1. */
  readonly score: number;
  /** Clockwise quarter turns that set it upright. */
  readonly turns: number;
}

/** What the face-match check saw: plain JSON. */
export interface FaceMatchMeasurement {
  /** The largest face on the document, null when there is none on either side. */
  readonly portrait: (ComparedFace & { readonly slot: 'id_document_front' | 'id_document_back' }) | null;
  readonly selfie: ComparedFace | null;
  /** Null when one of the faces is missing. */
  readonly comparison: {
    /** The embedding models that were run; `second` only beside the model it was calibrated with. */
    readonly models: { readonly first: string; readonly second: string | null };
    /** Cosine of each model's embeddings, −1 to 1. */
    readonly cosine: number;
    readonly secondCosine: number | null;
    /** Thresholds that came with a model of the operator's own. */
    readonly calibration: { readonly reject: number; readonly accept: number } | null;
  } | null;
}
