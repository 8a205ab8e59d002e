import { onPage } from './judge-portrait.js';

/**
 * Width of a face on an ID-1 card, as a share of the card's 85.6 mm: 8–24 mm. Thirteen real cards have 10.6–21.1 mm, generated
 * ones of every kind 10–19.6. What is wider is a photograph that lies on the card and covers more than its portrait.
 */
const FACE_WIDTH = [0.09, 0.28] as const;
const FACE_HEIGHT = [0.18, 0.88] as const;

/** Portraits of ID-1 cards stand in the left or the right third. */
export const CARD_PORTRAITS = [
  onPage('the left third', [0.05, 0.42], FACE_HEIGHT, FACE_WIDTH),
  onPage('the right third', [0.58, 0.95], FACE_HEIGHT, FACE_WIDTH),
];

/** Field 6 of a European licence: at the left, below the sign of the state (directive 2006/126/EC, annex I). */
export const LICENCE_PORTRAIT = onPage('the left third', [0.05, 0.42], [0.25, 0.88], FACE_WIDTH);
