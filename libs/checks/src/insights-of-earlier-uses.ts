import type { EarlierUses } from '@idem/contracts';
import type { ImageSlot } from '@idem/domain';
import type { CheckInput, Insight } from './check.js';

const PREFIXES: Readonly<Record<ImageSlot, string>> = {
  id_document_front: 'front',
  id_document_back: 'back',
  face: 'selfie',
};

/** Sessions from which the use of one picture is more than a second attempt under another session. */
const MANY_SESSIONS = 3;

/**
 * Whether a picture was used in other sessions: `front.seen_before` and so on, score the number of those sessions.
 *
 * `high` where it had been verified there, or in three sessions and more; else `elevated`. It never decides: people
 * who were turned away come back in a new session and send the same good picture again.
 */
export function insightsOfEarlierUses(
  uses: CheckInput['earlierUses'],
  slots: readonly ImageSlot[],
): Insight[] {
  return slots.flatMap((slot) => {
    const found = uses?.[slot];
    return found ? [insightOf(PREFIXES[slot], found)] : [];
  });
}

function insightOf(prefix: string, uses: EarlierUses): Insight {
  const signal = `${prefix}.seen_before`;
  if (uses.sessions === 0) return { signal, level: 'low', score: 0 };
  const level = uses.ended.verified > 0 || uses.sessions >= MANY_SESSIONS ? 'high' : 'elevated';
  return { signal, level, score: uses.sessions, note: noteOf(uses) };
}

function noteOf({ sessions, exact, nearest, ended }: EarlierUses): string {
  const alike = [
    ...(exact > 0 ? [`the same file in ${exact}`] : []),
    ...(sessions > exact
      ? [`nearly the same picture in ${sessions - exact} (${nearest} of 256 bits differ)`]
      : []),
  ];
  const endings = Object.entries(ended).filter(([, count]) => count > 0);
  return `other sessions: ${alike.join(', ')}; ended ${endings.map(([end, count]) => `${end} ${count}`).join(', ')}`;
}
