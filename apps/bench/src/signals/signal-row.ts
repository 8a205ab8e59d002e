import type { MeasuredAuthenticity } from '@idem/checks/document/authenticity/measure-authenticity';
import type { ForgeryKind } from '@idem/testing';

/** What one picture showed. */
export interface SignalRow {
  readonly kind: ForgeryKind | 'genuine' | 'real';
  readonly name: string;
  readonly authenticity: MeasuredAuthenticity;
  /** CPU time of the stage, ms. */
  readonly cpu: number;
}
