import type { ChipJudgement } from '../chip/judge-chip.js';
import type { DocumentMeasurement, MeasuredMrz, SeenSide, SideMeasurement } from '../measurement.js';
import type { Cell } from '../print/page.js';
import type { Claims } from '../proof/claim.js';
import type { DocumentReading } from '../reading/reading.js';

/** A document as the kinds look at it: what was measured, with what all of them would ask of it. */
export interface SeenDocument {
  readonly measurement: DocumentMeasurement;
  readonly front: SeenSide;
  readonly back: SideMeasurement | null;
  /** Print of each side, in cells. */
  readonly cells: { readonly front: readonly Cell[]; readonly back: readonly Cell[] };
  /** The zone that is judged, and the side that bears it; null where there is none. */
  readonly zone: { readonly mrz: MeasuredMrz; readonly side: SeenSide } | null;
  readonly chip: ChipJudgement;
  /** The moment of submission. */
  readonly now: Date;
}

/** A document that is of a kind. */
export interface Recognised {
  readonly status: 'recognised';
  readonly reading: DocumentReading;
  /** What only this kind can say; the others are the same for all kinds. */
  readonly claims: KindClaims;
}

export type KindClaims = Pick<
  Claims,
  'physical_document' | 'kind' | 'belongs_together' | 'portrait' | 'dates'
>;

/** It is of the kind, and cannot be judged as it was photographed. */
export interface Unusable {
  readonly status: 'unusable';
  /** One sentence to the person: what was wrong and what to do. */
  readonly reason: string;
}

/** One kind of document: how it is recognised, what it must show and by which witnesses, and what it says. */
export interface DocumentKind {
  readonly name: string;
  /** Null where the document is of another kind. */
  recognise(seen: SeenDocument): Recognised | Unusable | null;
}

export const unusable = (reason: string): Unusable => ({ status: 'unusable', reason });
