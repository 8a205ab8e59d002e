import type { WordId } from './words.js';

/**
 * Words by which the page knows a reason of the checks again, which come in English alone: the first that are in it count.
 * Reasons that ask the person for the same share a text.
 */
const KNOWN: readonly (readonly [id: WordId, fragments: readonly string[]])[] = [
  ['reason.file', ['picture file is damaged', 'The PDF ']],
  ['reason.no_document', ['No identity document was found', 'shows a page of text', 'was not recognised']],
  ['reason.payment_card', ['payment card']],
  ['reason.cover', ['passport is closed']],
  ['reason.dark', ['document is too dark']],
  ['reason.bright', ['document is too bright']],
  ['reason.cut_off', ['outside of the picture', 'Only a part of the document']],
  [
    'reason.small',
    ['document is too small', 'is too small in the picture', 'too small to tell', 'too small to compare'],
  ],
  ['reason.blur', ['document is blurred']],
  ['reason.glare', ['reflection hides']],
  ['reason.finger', ['A finger covers']],
  [
    'reason.unread',
    [
      'could not be read',
      'do not add up',
      'could not be found in the picture',
      'surface of the document could not be seen',
    ],
  ],
  ['reason.back_needed', ['photograph its back too']],
  ['reason.front_needed', ['photograph its front', 'photograph the front of the document too']],
  ['reason.one_document', ['There are two documents']],
  ['reason.same_document', ['are of different documents', 'could not be matched with its']],
  [
    'reason.original',
    [
      'black-and-white copy',
      'shows a screen',
      'was edited',
      'printed sheet',
      'does not agree',
      'do not agree',
      'more than one portrait on the document',
      'two portraits',
      'no issuer gives',
      'do not fit together',
    ],
  ],
  ['reason.specimen', ['is a specimen']],
  ['reason.outline', ['edges of the card']],
  ['reason.angle', ['print on the card does not stand', 'portrait was not found in its place']],
  ['reason.face_beside', ['another face beside']],
  ['reason.child', ['belongs to a child']],
  ['reason.chip', ['document’s chip was', 'chip is of another document']],
  ['reason.live_capture', ['needs pictures taken with your camera']],
  ['reason.no_face', ['No face was found']],
  ['reason.face_cut_off', ['Your face is cut off', 'face was not visible on all']],
  ['reason.face_small', ['Your face is too small']],
  ['reason.face_dark', ['selfie is too dark']],
  ['reason.face_bright', ['selfie is too bright']],
  ['reason.face_blurred', ['selfie is blurred']],
  ['reason.eyes', ['Your eyes cannot be seen', 'Glasses reflect', 'Your eyes are closed']],
  ['reason.covered', ['Something covers your face']],
  ['reason.turned', ['head is turned away', 'did not look straight']],
  ['reason.several_faces', ['more than one face']],
  [
    'reason.face_copy',
    [
      'selfie is the picture of the document',
      'says of itself',
      'copy of the portrait',
      'does not belong to the rest',
      'inside a frame',
      'print held before a head',
      'print or a screen',
      'photograph that is turned',
    ],
  ],
  ['reason.face_unsure', ['matched to the portrait']],
  ['reason.one_place', ['all show the same person', 'surroundings changed']],
  ['reason.blink', ['eyes were not closed']],
  ['reason.turn_side', ['to the other side than']],
  ['reason.turn_more', ['not turned far enough']],
  [
    'reason.start_again',
    [
      'Follow the instructions before the camera',
      'follow them at once',
      'wait for each instruction',
      'Start again',
    ],
  ],
  ['reason.no_tries', ['No tries are left. Please contact']],
  ['reason.no_tries_now', ['No tries are left for now']],
  ['reason.original', ['Please photograph the original document']],
];

/** The text for a reason; null for one that is not known, or that says no more than its code. */
export const nameReason = (reason: string): WordId | null =>
  KNOWN.find(([, fragments]) => fragments.some((fragment) => reason.includes(fragment)))?.[0] ?? null;
