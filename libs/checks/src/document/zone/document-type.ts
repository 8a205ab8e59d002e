import type { DocumentType } from '@idem/domain';
import type { MrzFormat } from '@idem/vision/stages/mrz/layouts';

/**
 * The type that an MRZ announces (document codes: ICAO 9303-4 §4.2.2, 9303-5 §4.2.2, 9303-6 §4.2.2,
 * 9303-7 §4.2.2); null for documents that are none of the three: visas, crew member certificates, and
 * codes 9303 does not know.
 *
 * Residence permits and border cards (A…, C…, I… of size TD1 and TD2) are identity cards: that is what
 * people present them as.
 */
export function typeOfMrz(format: MrzFormat, documentCode: string): DocumentType | null {
  if (format === 'MRVA' || format === 'MRVB') return null;
  if (isLicenceZone(format)) return 'driving_license';
  if (documentCode.startsWith('P')) return 'passport';
  if (format === 'TD3' || documentCode === 'AC') return null;
  if (/^[IAC]/.test(documentCode)) return 'id_card';
  return documentCode.startsWith('D') ? 'driving_license' : null;
}

/** Zones of licences: what they write is a part of what the front prints (`zone/licence-zone.ts`). */
export const isLicenceZone = (format: MrzFormat): boolean =>
  format === 'DLFRA' || format === 'DLNLD' || format === 'DLCHE';
