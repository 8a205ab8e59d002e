import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CLAIMS, type Claim, type Claims, insightsOfClaims, notShown, prove, shown } from './claim.js';

const claim: fc.Arbitrary<Claim> = fc.oneof(
  fc.string().map((witness) => shown(witness)),
  fc.string().map((missing) => notShown(`Please show ${missing}.`, missing)),
);
const claims: fc.Arbitrary<Claims> = fc.record({
  physical_document: claim,
  kind: claim,
  untouched: claim,
  fields: claim,
  belongs_together: claim,
  portrait: claim,
  dates: claim,
});

describe('a proof', () => {
  test('is made of claims that are all shown, and the first one missing is told', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const missing = CLAIMS.filter((name) => all[name].status === 'not_shown');
        const judged = prove(all);
        if (missing.length === 0) expect(judged).toEqual({ proof: all });
        else expect(judged).toEqual({ missing: all[missing[0]!] });
      }),
    );
  });

  test('every claim stands in the insights, high where it is not shown', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const insights = insightsOfClaims(all);
        expect(insights.map(({ signal }) => signal)).toEqual(CLAIMS.map((name) => `proof.${name}`));
        for (const [i, name] of CLAIMS.entries()) {
          expect(insights[i]!.level).toBe(all[name].status === 'shown' ? 'low' : 'high');
        }
      }),
    );
  });
});
