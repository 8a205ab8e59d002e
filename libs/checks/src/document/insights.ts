import type { Insight } from '../check.js';
import { insightsOfBarcode } from './barcode/insights-of-barcode.js';
import type { DocumentMeasurement, MeasuredMrz } from './measurement.js';
import { gradeQuality } from './quality/quality-faults.js';
import { MIN_FIELD_CONFIDENCE } from './thresholds.js';

/** What a reviewer may want to look at. None of it decides. */
export function insightsOf(measurement: DocumentMeasurement): Insight[] {
  const { front, back } = measurement;
  const ofSides = [front, back].flatMap((side, index): Insight[] => {
    if (side?.status !== 'seen') return [];
    const prefix = index === 0 ? 'front' : 'back';
    const insights: Insight[] = gradeQuality(side).map(({ name, level, score }) => ({
      signal: `${prefix}.${name}`,
      level,
      score,
    }));
    if (side.mrz) insights.push(...insightsOfMrz(prefix, side.mrz));
    return insights;
  });
  return [...ofSides, ...insightsOfBarcode(measurement)];
}

function insightsOfMrz(prefix: string, mrz: MeasuredMrz): Insight[] {
  const failing = mrz.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  const names = mrz.fields.names ?? mrz.fields.surname;
  const insights: Insight[] = [
    {
      signal: `${prefix}.mrz_check_digits`,
      level: failing.length > 0 ? 'high' : 'low',
      score: mrz.checks.length - failing.length,
      ...(failing.length > 0 ? { note: `disagree: ${failing.join(', ')}` } : {}),
    },
    {
      signal: `${prefix}.mrz_edits`,
      level: mrz.edits.length > 1 ? 'elevated' : 'low',
      score: mrz.edits.length,
      ...(mrz.edits.length > 0
        ? { note: mrz.edits.map((e) => `line ${e.line + 1} position ${e.position + 1}`).join(', ') }
        : {}),
    },
  ];
  if (names) {
    insights.push({
      signal: `${prefix}.mrz_name_confidence`,
      level: names.confidence >= MIN_FIELD_CONFIDENCE ? 'low' : 'elevated',
      score: names.confidence,
    });
  }
  return insights;
}
