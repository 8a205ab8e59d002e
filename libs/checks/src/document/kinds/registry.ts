import { europeanLicence } from './european-licence/european-licence.js';
import type { DocumentKind } from './kind.js';
import { northAmericanCard } from './north-american-card/north-american-card.js';
import { passportPage } from './passport-page/passport-page.js';
import { zoneCard } from './zone-card/zone-card.js';

/** Every kind of document that can be verified; the first that recognises a document judges it. One line a kind. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  passportPage,
  zoneCard,
  northAmericanCard,
  europeanLicence,
];
