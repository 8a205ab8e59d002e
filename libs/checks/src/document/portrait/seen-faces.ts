import type { PortraitFrame } from '@idem/vision/stages/portrait-frame/measure-portrait-frame';

/** A face on a side of a document. */
export interface SeenFace {
  /** Detector × mesh, 0 … 1. */
  readonly score: number;
  /** Its centre from the upright page's left and top, as shares of the page's width and height: 0 … 1. */
  readonly x: number;
  readonly y: number;
  /** Ear to ear, as a share of the page's width. */
  readonly width: number;
  /** By the machine-readable zone of the same side; null where there is none. */
  readonly byZone: FaceByZone | null;
}

/** Where a face lies in the frame that a machine-readable zone spans: mm of the document, by the pitch of its characters. */
export interface FaceByZone {
  /** Of the centre, along the zone's lines from their left end. */
  readonly along: number;
  /** Of the centre above the first line. */
  readonly above: number;
  readonly width: number;
}

/** A faint, smaller picture of the holder that the same side bears. */
export interface SecondPortrait {
  /** Of the portrait's width: 0.2 … 0.7. */
  readonly width: number;
  /** Cosine of the two embeddings, −1 … 1. */
  readonly likeness: number;
}

/** The faces of one picture of a document. */
export interface SeenFaces {
  /** On the page and upright, largest first. */
  readonly onPage: readonly SeenFace[];
  /** Of several small faces the one least like the portrait; null where none was seen, as on pages that bear none. */
  readonly second: SecondPortrait | null;
  /** The edges around the largest face of the page; null where the page ends too near to it, or without one. */
  readonly frame: PortraitFrame | null;
  /**
   * Width of the largest other face of the picture, beside the page or lying on it, whichever way up, as a share of the
   * page's width; 0 without one.
   */
  readonly beside: number;
}
