import type { DocumentFacts } from '@idem/contracts';
import type { CheckInput, Insight } from '../../check.js';
import type { DocumentMeasurement, MeasuredMrz, SideMeasurement } from '../measurement.js';
import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS } from '../reasons.js';
import { issuerOfMrz, knownSpecimen, specimenMark } from './known-specimens.js';
import { numberFormat } from './number-formats.js';
import { implausibleDates } from './plausible-dates.js';
import { gradeSignal, SIGNALS } from './signals.js';

/** What speaks against a document being an original, and whether that is enough to refuse it. */
export interface JudgedAuthenticity {
  /** Whether the document is untouched, as far as pixels and prints show. See the table in the check's README. */
  readonly claim: Claim;
  readonly insights: readonly Insight[];
}

interface JudgedTraces {
  /** A sentence to the person; null when nothing decides. */
  readonly refusal: string | null;
  readonly insights: readonly Insight[];
}

type Circumstances = Pick<CheckInput, 'livemode' | 'submittedAt'>;

/**
 * Judges whether a document is an original.
 *
 * @param facts what the document says, or null where it was not recognised.
 */
export function evaluateAuthenticity(
  measurement: DocumentMeasurement,
  facts: DocumentFacts | null,
  circumstances: Circumstances,
): JudgedAuthenticity {
  const specimens = insightsOfSpecimens(measurement, facts);
  const traces = (['front', 'back'] as const).map((name) => judgeTraces(name, measurement[name]));
  const insights = [
    ...specimens,
    ...traces.flatMap((side) => side.insights),
    ...(facts ? insightsOfFacts(facts, circumstances.submittedAt) : []),
  ];
  const specimen = specimens.length > 0 && circumstances.livemode ? REASONS.specimen : null;
  const refusal = specimen ?? traces.find((side) => side.refusal !== null)?.refusal ?? null;
  const told = [measurement.front, measurement.back].some(tellsCopies);
  return {
    claim: refusal
      ? notShown(
          refusal,
          specimen ? 'a document that is no specimen' : 'pixels without traces of copying or editing',
        )
      : told
        ? shown('no signal of copying, displaying or editing decides')
        : notShown(REASONS.untold, 'colours and fine structure, by which copies and displays are told'),
    insights,
  };
}

/** Whether a side shows what tells a grey copy and a display from an original. */
const tellsCopies = (side: SideMeasurement | null): boolean =>
  side?.status === 'seen' && side.authenticity.colour !== null && side.authenticity.grid !== null;

/** Everything that a side's pixels show, and the first signal that refuses it. */
function judgeTraces(name: 'front' | 'back', side: SideMeasurement | null): JudgedTraces {
  let refusal: string | null = null;
  const insights: Insight[] = [];
  if (side?.status !== 'seen') return { refusal, insights };
  // Sides get swapped, and a barcode is on the back, which is often printed in black only.
  const printsPortrait = name === 'front' && side.barcodes.length === 0;
  for (const signal of SIGNALS) {
    const value = signal.value(side.authenticity);
    if (value === null) continue;
    const grade = gradeSignal(signal, value);
    const mayRefuse = signal.refuses === 'both' || printsPortrait;
    if (grade.decides && mayRefuse) refusal ??= signal.reason;
    const level = grade.level === 'high' && !mayRefuse ? 'elevated' : grade.level;
    const note = level === 'low' ? {} : { note: signal.meaning };
    insights.push({ signal: `${name}.${signal.name}`, level, score: value, ...note });
  }
  return { refusal, insights };
}

/** Marks and published numbers. Every one of them is `high`. */
function insightsOfSpecimens({ front, back }: DocumentMeasurement, facts: DocumentFacts | null): Insight[] {
  const holder = [facts?.last_name ?? null, facts?.first_name ?? null];
  const sides = { front, back };
  const insights: Insight[] = [];
  for (const name of ['front', 'back'] as const) {
    const side = sides[name];
    if (side?.status !== 'seen') continue;
    const mark = specimenMark(side.print, holder);
    if (mark !== null) insights.push(high(`${name}.specimen`, `marked: ${mark}`));
    const known = side.mrz?.valid && facts?.number ? knownNumber(side.mrz, facts.number) : null;
    if (known !== null) insights.push(high(`${name}.known_specimen`, known));
  }
  return insights;
}

const knownNumber = (mrz: MeasuredMrz, number: string): string | null =>
  knownSpecimen(issuerOfMrz(mrz), number);

function insightsOfFacts(facts: DocumentFacts, now: Date): Insight[] {
  const contradictions = implausibleDates(facts, now);
  const format = facts.number ? numberFormat(facts.issuing_country, facts.type, facts.number) : null;
  return [
    {
      signal: 'dates',
      level: contradictions.length > 0 ? 'high' : 'low',
      score: contradictions.length,
      ...(contradictions.length > 0 ? { note: contradictions.join('; ') } : {}),
    },
    ...(format
      ? [
          {
            signal: 'number_format',
            level: format.fits ? ('low' as const) : ('elevated' as const),
            score: format.fits ? 0 : 1,
            ...(format.fits ? {} : { note: `its issuer numbers with ${format.described}` }),
          },
        ]
      : []),
  ];
}

const high = (signal: string, note: string): Insight => ({ signal, level: 'high', score: null, note });
