import type { Insight } from '../../check.js';
import type { DocumentMeasurement } from '../measurement.js';
import type { ComparedField } from '../reading/reading.js';
import { compareWithPrint } from './compare-with-print.js';
import { findCard } from './find-card.js';

/** Issuers do get separators, offsets and dates wrong; none of them mistakes who or where it is. */
const SUSPICIOUS = ['unknown-issuer', 'country-of-issuer'] as const;

/** What a reviewer may want to know of the symbols on a document. None of it decides. */
export function insightsOfBarcode(measurement: DocumentMeasurement): Insight[] {
  const found = findCard(measurement);
  if (!found) return [];
  const { card, side } = found;
  const { agreement } = compareWithPrint(found);
  const fields = Object.keys(agreement) as ComparedField[];
  const where = (kind: string) => fields.filter((field) => agreement[field] === kind);
  const [same, different, unseen] = [where('same'), where('different'), where('not-seen')];
  const suspicious = card.deviations.some((deviation) => SUSPICIOUS.some((known) => known === deviation));
  return [
    {
      signal: `${side}.barcode_print_agreement`,
      level: different.length > 0 ? 'high' : same.length < 2 ? 'elevated' : 'low',
      score: same.length / fields.length,
      ...(different.length + unseen.length > 0
        ? {
            note: notes([
              ['differ', different],
              ['not seen', unseen],
            ]),
          }
        : {}),
    },
    {
      signal: `${side}.barcode_form`,
      level: suspicious ? 'high' : 'low',
      score: card.deviations.length,
      note: [
        card.issuer?.name ?? `unknown issuer ${card.issuerNumber}`,
        card.version === null ? 'tracks of a magnetic stripe' : `version ${card.version}`,
        ...card.deviations,
      ].join(', '),
    },
  ];
}

const notes = (parts: readonly (readonly [string, readonly string[]])[]): string =>
  parts
    .filter(([, fields]) => fields.length > 0)
    .map(([what, fields]) => `${what}: ${fields.join(', ')}`)
    .join('; ');
