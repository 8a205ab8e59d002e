import type { PdfFault } from '@idem/vision/image/pdf/pdf-task';
import type { SideMeasurement, UndecodableSide } from './measurement.js';
import { type FaultName, faultsOf } from './quality/quality-faults.js';
import { MIN_BARS_LENGTH } from './thresholds.js';

export const REASONS = {
  undecodable: 'The picture file is damaged. Please take a new photograph of the document.',
  pdf: {
    damaged: 'The PDF could not be opened. Please take a photograph of the document instead.',
    encrypted: 'The PDF is protected by a password. Please send it without one, or take a photograph.',
    'too-many-pages':
      'The PDF has too many pages. Please send only the pages that show the document, or take a photograph.',
    'too-heavy': 'The PDF takes too long to open. Please take a photograph of the document instead.',
  } satisfies Record<PdfFault, string>,
  noDocument:
    'No identity document was found in the picture. Please photograph the document so that it fills the picture.',
  quality: {
    dark: 'The picture of the document is too dark. Please take a new one in better light.',
    cut_off:
      'A part of the document is outside of the picture. Please take a new one that shows the whole document.',
    too_small: 'The document is too small in the picture. Please move closer so that it fills the picture.',
    blur: 'The picture of the document is blurred. Please hold the camera still and take a new one.',
    glare:
      'A reflection hides a part of the document. Please tilt the document or move away from the lamp, and take a new picture.',
    overexposed:
      'The picture of the document is too bright. Please take a new one in softer light, without flash.',
    finger:
      'A finger covers a part of the document. Please lay the document on a table and take a new picture.',
  } satisfies Record<FaultName, string>,
  unreadableMrz:
    'The lines of letters and digits at the bottom of the document could not be read. Please take a sharp picture that shows all of them, without glare.',
  wrongCheckDigit:
    'The machine-readable lines of the document do not add up. Please take a sharp picture of the original document, without glare.',
  backNeeded: 'The front of this document is not enough. Please photograph its back too.',
  cardFrontNeeded: 'Only the back of the card is shown. Please photograph its front too, with the portrait.',
  licenceFrontNeeded: 'Only the back of the licence is shown. Please photograph its front.',
  wholeDocument:
    'Only a part of the document is shown. Please take a picture of the whole document, with the portrait.',
  oneAtATime: 'There are two documents in the picture. Please photograph one document at a time.',
  sidesOfTwo: 'The two pictures are of different documents. Please photograph both sides of the same one.',
  sameSideTwice: 'Both pictures show the same side of the document. Please photograph its back too.',
  paymentCard:
    'This is a payment card and not an identity document. Please use a passport, an identity card or a driving licence.',
  cover: 'The passport is closed. Please open it and photograph the page with your portrait.',
  onlyText:
    'The picture shows a page of text and no identity document. Please photograph a passport, an identity card or a driving licence.',
  unknownDocument:
    'The document was not recognised. Please use a passport, an identity card or a driving licence.',
  typeNotSupported: 'This type of document is not accepted here. Please use another one.',
  expired: 'The document has expired. Please use one that is still valid.',
  greyCopy:
    'The picture shows a black-and-white copy of a document. Please photograph the original document in colour.',
  display: 'The picture shows a screen. Please photograph the original document itself.',
  retouched: 'The picture of the document was edited. Please photograph the original document.',
  untold:
    'The picture is too small to tell the original document from a copy. Please take a new one from closer up.',
  specimen: 'This document is a specimen, which belongs to nobody. Please photograph your own document.',
  unproven: (fields: readonly string[]) =>
    `The ${list(fields)} on the document could not be read with certainty. Please take a sharper picture, without glare.`,
  contradicted: (
    fields: readonly string[],
    by: 'machine-readable lines' | 'barcode' | 'chip' = 'machine-readable lines',
  ) =>
    `The printed ${list(fields)} of the document does not agree with its ${by}. Please photograph the original document.`,
  frontNeeded: 'The side with the barcode is not enough. Please photograph the front of the document too.',
  noOutline:
    'The edges of the card could not be seen. Please lay it on a plain surface of another colour and photograph it with all four corners in the picture.',
  plainPaper:
    'The picture shows a printed sheet and not the document itself. Please photograph the original document, in even light.',
  groundUnseen:
    'The surface of the document could not be seen well enough. Please take a sharp picture of it from close up and straight above, without glare.',
  unusualLayout:
    'The print on the card does not stand where it does on a driving licence. Please photograph the original card from straight above.',
  portraitMissing:
    'No portrait was found on the document. Please photograph the side with the portrait, without glare and with nothing over it.',
  portraitMisplaced:
    'The portrait was not found in its place on the document. Please photograph the original document from straight above, with all four corners in the picture.',
  faceBeside:
    'There is another face beside the document. Please photograph the document alone, on a plain surface.',
  twoFaces:
    'There is more than one portrait on the document. Please photograph the original document with nothing over it.',
  portraitTurned:
    'The portrait does not stand straight on the document. Please photograph the original document with nothing over it.',
  otherPortrait:
    'The two portraits on the document do not show the same person. Please photograph the original document with nothing over it.',
  printUnbound:
    'The print of the document could not be read well enough to compare it with its machine-readable lines. Please take a sharp picture of the whole page, without glare.',
  sidesUnbound:
    'The front of the card could not be matched with its back. Please take sharp pictures of both sides of the same card, without glare.',
  noOnesNumber:
    'The document number is one that no issuer gives. Please photograph your own document, sharp and without glare.',
  impossibleDates:
    'The dates on the document do not fit together. Please photograph the original document, sharp and without glare.',
  child: 'The document belongs to a child. Please ask for help from whoever sent you here.',
  barcodeUnread:
    'The barcode on the back of the card could not be read. Please take a sharp picture of the whole back, without glare.',
  barcodeTooSmall:
    'The barcode on the back of the card is too small in the picture to be read. Please move closer, so that the card fills the picture.',
  chipAltered:
    'The data of the document’s chip was altered after it was signed. Please read the chip of the original document again.',
  chipNotSigned:
    'The data of the document’s chip was not signed by the authority that issues such documents. Please read the chip of the original document again.',
  chipOfOtherDocument:
    'The chip is of another document than the one in the picture. Please photograph the document whose chip was read.',
  chipDiffers: (fields: readonly string[]) =>
    `The machine-readable lines of the document do not agree with its chip (${list(fields)}). Please photograph the original document.`,
  chipUnmatched:
    'The document number, date of birth and expiry date that the chip gives could not be found in the picture. Please take a sharp picture of the page with the machine-readable lines, of a card pictures of both sides.',
  otherCard:
    'The front of the document could not be matched with its barcode. Please take sharp pictures of both sides of the same document, without glare.',
} as const;

const list = (fields: readonly string[]): string =>
  fields.length < 2 ? fields.join('') : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`;

/** Why a file gave no picture. */
export const reasonOfUndecodable = ({ pdf }: UndecodableSide): string =>
  pdf ? REASONS.pdf[pdf] : REASONS.undecodable;

/** What about the picture itself explains why it could not be read; null when nothing does. */
export function reasonOfQuality(side: SideMeasurement): string | null {
  if (side.status === 'undecodable') return reasonOfUndecodable(side);
  const fault = faultsOf(side)[0];
  return fault ? REASONS.quality[fault.name] : null;
}

/** What to do about a barcode on the back that could not be read; one whose bars are too thin needs no more light. */
export function reasonOfBarcode(back: SideMeasurement | null): string {
  const length = back?.status === 'seen' ? back.unreadBars : undefined;
  return length !== undefined && length < MIN_BARS_LENGTH ? REASONS.barcodeTooSmall : REASONS.barcodeUnread;
}

/** Reasons that find nothing wrong and ask for a side of the document that was not sent. */
export const SIDE_NEEDED: ReadonlySet<string> = new Set([
  REASONS.backNeeded,
  REASONS.cardFrontNeeded,
  REASONS.licenceFrontNeeded,
  REASONS.frontNeeded,
]);
