import { expect, test } from '@jest/globals';
import type { SymbolResult } from './bench-symbols.js';
import { describeSymbols, summariseSymbols } from './summarise-symbols.js';

const result = (
  position: string,
  reader: string,
  outcome: SymbolResult['outcome'],
  cpu = 10,
): SymbolResult => {
  return { file: 'a.png', position, reader, outcome, cpu, wall: cpu };
};
const RESULTS = [
  result('upright', 'ours', 'right', 10),
  result('upright', 'theirs', 'wrong', 50),
  result('90°', 'ours', 'nothing', 30),
  result('90°', 'theirs', 'nothing', 70),
];

test('each reader is counted in each position and in all of them', () => {
  const rows = summariseSymbols(RESULTS);
  expect(rows.map(({ position, reader, right, wrong }) => [position, reader, right.hits, wrong])).toEqual([
    ['upright', 'ours', 1, 0],
    ['upright', 'theirs', 0, 1],
    ['90°', 'ours', 0, 0],
    ['90°', 'theirs', 0, 0],
    ['all', 'ours', 1, 0],
    ['all', 'theirs', 0, 1],
  ]);
  expect(rows.at(-1)).toMatchObject({ right: { trials: 2 }, median: 60 });
});

test('what ours did not read is listed by file and position', () => {
  const text = describeSymbols(summariseSymbols(RESULTS), RESULTS, 'ours').join('\n');
  expect(text).toContain('a.png, 90°: nothing');
  expect(text).not.toContain('a.png, upright');
  const [first] = RESULTS;
  expect(describeSymbols(summariseSymbols([first!]), [first!], 'ours').join('\n')).toContain('every symbol');
});
