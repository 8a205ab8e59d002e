import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS } from '../reasons.js';
import type { DocumentReading } from './reading.js';

/** Whether every field without which no document is verified was read, is vouched for, and is contradicted by nothing. */
export function judgeFields({ contradicted, contradictedBy, unproven, provenance }: DocumentReading): Claim {
  if (contradicted.length > 0) {
    return notShown(
      REASONS.contradicted(contradicted, contradictedBy),
      `print that agrees: ${contradicted.join(', ')}`,
    );
  }
  if (unproven.length > 0) return notShown(REASONS.unproven(unproven), `vouched for: ${unproven.join(', ')}`);
  const vouchers = new Set(Object.values(provenance).flat());
  return shown(`every required field is vouched for, by ${[...vouchers].join(', ')}`);
}
