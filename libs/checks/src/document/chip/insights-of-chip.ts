import type { Insight } from '../../check.js';
import type { ChipMeasurement } from '../../chip/examine-chip.js';
import type { PassiveAuthentication } from '../../chip/passive/report.js';
import type { ChipJudgement } from './judge-chip.js';

const LEVELS = { authentic: 'low', unproven: 'elevated', refuted: 'high' } as const;

/**
 * What a reviewer should know of a chip.
 *
 * - `chip.authenticity`: score 0 … 9, the steps of passive authentication that held or were waived
 * - `chip.agreement`: score 0 … 90, characters in which DG1 and the page's MRZ differ; null when there was
 *   nothing comparable to hold it against
 * - `chip.names`, `chip.stands_in`, `chip.unreadable`: without a score
 */
export function insightsOfChip(chip: ChipMeasurement | undefined, judgement: ChipJudgement): Insight[] {
  if (chip === undefined) return [];
  const { authentication, unreadable } = chip;
  const insights: Insight[] = [
    {
      signal: 'chip.authenticity',
      level: LEVELS[authentication.verdict],
      score: authentication.steps.filter(({ status }) => status === 'held' || status === 'waived').length,
      note: noteOf(authentication),
    },
    agreementOf(chip),
  ];
  if (judgement.status === 'vouches') {
    insights.push({
      signal: 'chip.names',
      level: 'low',
      score: null,
      note: judgement.names === 'dg11' ? 'names as in DG11' : 'names as in DG1',
    });
    if (judgement.standsIn) {
      insights.push({
        signal: 'chip.stands_in',
        level: 'elevated',
        score: null,
        note: 'the page’s machine-readable lines were not read: its number and dates agree with the chip',
      });
    }
  }
  if (unreadable.length > 0) {
    insights.push({
      signal: 'chip.unreadable',
      level: 'elevated',
      score: null,
      note: unreadable.map(({ reason }) => reason).join('; '),
    });
  }
  return insights;
}

function noteOf({ verdict, steps, authority }: PassiveAuthentication): string {
  const told = steps.filter(({ status }) =>
    verdict === 'refuted' ? status === 'refuted' : status !== 'held',
  );
  const details = told.map(({ step, detail }) => `${step}: ${detail}`);
  if (verdict === 'authentic') return [`signed under ${authority?.subject}`, ...details].join('; ');
  const unproven = 'proves nothing, so the page decides';
  return verdict === 'refuted' ? details.join('; ') : [unproven, details[0]].join('; ');
}

function agreementOf({ comparison }: ChipMeasurement): Insight {
  const signal = 'chip.agreement';
  if (comparison === null) {
    const note = 'DG1 or the page’s machine-readable lines were not read';
    return { signal, level: 'elevated', score: null, note };
  }
  const { verdict, sameFormat, fields } = comparison;
  const differing = fields.filter((field) => field.differing > 0);
  return {
    signal,
    level: verdict === 'same' ? 'low' : verdict === 'same_document' ? 'elevated' : 'high',
    score: sameFormat ? differing.reduce((sum, each) => sum + each.differing, 0) : null,
    ...(verdict === 'same'
      ? {}
      : {
          note: sameFormat ? `differ: ${differing.map(({ field }) => field).join(', ')}` : 'another format',
        }),
  };
}
