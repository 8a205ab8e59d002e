import type { Frame } from './frame.js';

/** What a document prints about its holder and itself. */
export const FIELD_NAMES = [
  'surname',
  'givenNames',
  'dateOfBirth',
  'placeOfBirth',
  'sex',
  'nationality',
  'number',
  'issued',
  'expires',
  'authority',
  'address',
  'mrz',
  'barcode',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** A rectangle in pixels of a render, as sharp's `extract` takes it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where things lie on one side of a document. */
export interface PrintZones {
  /** The frame of the portrait, whether or not a portrait was given; null on a side without. */
  readonly portrait: Box | null;
  /** The frame of the second, faint portrait. */
  readonly ghost: Box | null;
  /** The ink of each value, without its caption; a value of several lines is one box. */
  readonly fields: Readonly<Partial<Record<FieldName, Box>>>;
  /** What is printed there, lines separated by `\n`. */
  readonly printed: Readonly<Partial<Record<FieldName, string>>>;
}

/** A piece of a drawing that shows a field's value. Lengths in millimetres. */
export interface FieldInk {
  /** SVG elements. */
  readonly svg: string;
  readonly field: FieldName;
  readonly text: string;
  readonly ink: Frame;
}

/** SVG elements in drawing order, those that show a field's value marked. */
export type Drawing = readonly (string | FieldInk)[];
