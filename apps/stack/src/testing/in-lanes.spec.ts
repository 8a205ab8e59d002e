import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inLanes } from './in-lanes.js';

test('does everything once, in order of beginning, and never more at a time than there are lanes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3)), fc.integer({ min: 1, max: 5 }), async (items, lanes) => {
      const begun: number[] = [];
      let running = 0;
      await inLanes([...items.entries()], lanes, async ([index, turns]) => {
        running += 1;
        expect(running).toBeLessThanOrEqual(lanes);
        begun.push(index);
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        running -= 1;
      });
      expect(begun).toEqual([...items.keys()]);
    }),
  );
});
