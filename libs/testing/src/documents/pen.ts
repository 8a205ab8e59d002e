import type { Issuer } from './issuers.js';
import { type TextStyle, text, textWidth } from './outlines.js';
import type { Drawing, FieldName } from './print-zones.js';
import { signature, specimenMark } from './security-print.js';
import type { SpecimenMark } from './specimen.js';
import { type Captioned, captionIn, type Language, type Title, titleIn } from './wording.js';
import { fieldText } from './zones.js';

/** What one document says: each field's lines. A field that is not there is not printed. */
export type Values = Readonly<Partial<Record<FieldName, readonly string[]>>>;

/** A field's place in an arrangement: `[field, x, y, size, width]` in millimetres; print wider than `width` shrinks. */
export type Slot = readonly [field: FieldName, x: number, y: number, size?: number, width?: number];

/** Writes fields in an issuer's languages and inks. */
export interface Pen {
  readonly issuer: Issuer;
  readonly values: Values;
  /** A title of the document in the issuer's languages. */
  title(title: Title, x: number, y: number, size: number, style?: TextStyle & { width?: number }): string;
  /** Words that are no field's value. */
  words(value: string, x: number, y: number, size: number, style?: TextStyle & { width?: number }): string;
  /** A caption in small type at y with its value below. */
  below(slot: Slot): Drawing;
  /** A caption that is no field of ours with its value below. */
  plain(caption: Captioned, value: string, x: number, y: number, size?: number): string;
  /** A field's number or code in small type, followed on the same baseline by the value, and by what stands around it. */
  coded(code: string, slot: Slot, around?: { readonly before?: string; readonly after?: string }): Drawing;
  /** The word SPECIMEN, centred at (x, y), or a signature with a caption that has it. */
  mark(x: number, y: number, size: number): string;
  /** Two fields after one code, with a space between them. */
  codedPair(code: string, first: Slot, second: FieldName): Drawing;
}

export interface Inks {
  readonly value: TextStyle;
  readonly caption: string;
  readonly heading: string;
  /** Em of captions in millimetres. */
  readonly captionSize: number;
}

export function penOf(
  issuer: Issuer,
  values: Values,
  {
    languages,
    numberCaption,
    inks,
  }: { languages: readonly Language[]; numberCaption: Captioned; inks: Inks },
  mark: SpecimenMark = 'over-print',
): Pen {
  const heading = { font: 'bold', fill: inks.heading } as const;
  const fitted = (value: string, size: number, width = Number.POSITIVE_INFINITY, font = inks.value.font) =>
    size * Math.min(1, width / textWidth(value, size, font));
  const print = (field: FieldName, x: number, y: number, size: number, width?: number): Drawing =>
    (values[field] ?? []).map((line, row) =>
      fieldText(field, line, x, y + row * size * 1.3, fitted(line, size, width), inks.value),
    );
  const captionAt = (what: Captioned, x: number, y: number, width?: number): string => {
    const caption = captionIn(languages, what);
    return text(caption, x, y, fitted(caption, inks.captionSize, width, 'sans'), { fill: inks.caption });
  };
  const coded: Pen['coded'] = (code, [field, x, y, size = 2.5, width], { before, after } = {}) => {
    const lines = values[field];
    if (!lines) return [];
    const [lead, tail] = [before ? `${before} ` : '', after ? ` ${after}` : ''];
    const longest = [...lines].sort((a, b) => b.length - a.length)[0] ?? '';
    const shrunk = fitted(lead + longest + tail, size, width);
    const start = x + codeWidth(code);
    const ink = (value: string) => textWidth(value, shrunk, inks.value.font);
    return [
      text(code, x, y, inks.captionSize, { fill: inks.caption }),
      ...(lead ? [text(lead, start, y, shrunk, inks.value)] : []),
      ...print(field, start + ink(lead), y, shrunk),
      ...(tail ? [text(tail, start + ink(lead + (lines[0] ?? '')), y, shrunk, inks.value)] : []),
    ];
  };
  return {
    issuer,
    values,
    title: (title, x, y, size, { width, ...style } = {}) => {
      const words = titleIn(languages, title);
      return text(words, x, y, fitted(words, size, width, 'bold'), { ...heading, ...style });
    },
    words: (value, x, y, size, { width, ...style } = {}) =>
      text(value, x, y, fitted(value, size, width, style.font ?? 'bold'), { ...heading, ...style }),
    below: ([field, x, y, size = 3, width]) => {
      if (!values[field]) return [];
      const what = field === 'number' ? numberCaption : (field as Captioned);
      return [captionAt(what, x, y, width), ...print(field, x, y + size + 0.7, size, width)];
    },
    plain: (caption, value, x, y, size = 3) =>
      captionAt(caption, x, y) + text(value, x, y + size + 0.7, size, inks.value),
    coded,
    mark: (x, y, size) =>
      mark === 'over-print'
        ? specimenMark(x, y, size)
        : text('Specimen signature', x, y, inks.captionSize, { fill: inks.caption, anchor: 'middle' }) +
          signature(x - 8, y + 4, 16),
    codedPair: (code, first, second) => {
      const [field, x, y, size = 2.5, width = Number.POSITIVE_INFINITY] = first;
      const lead = `${values[field]?.[0] ?? ''}  `;
      const whole = lead + (values[second]?.[0] ?? '');
      const shrunk = fitted(whole, size, width);
      const start = x + codeWidth(code) + textWidth(lead, shrunk, inks.value.font);
      return [...coded(code, [field, x, y, shrunk]), ...print(second, start, y, shrunk)];
    },
  };
}

/** Room that a field's number or code takes before the value, in millimetres. */
export const codeWidth = (code: string): number => 1.1 + code.length * 1.1;
