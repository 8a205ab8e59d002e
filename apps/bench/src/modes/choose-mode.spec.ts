import { expect, test } from '@jest/globals';
import { chooseMode, describeModes } from './choose-mode.js';

const mode = (chosenBy: string, ...switches: string[]) => ({
  chosenBy,
  summary: `Measures ${chosenBy}`,
  options: {
    [chosenBy]: { type: 'string' as const, value: 'DIR', help: `what ${chosenBy} reads` },
    ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const, help: name }])),
    limit: { type: 'string' as const, value: 'N', help: 'at most so many' },
  },
  run: async () => ({}),
});
const MODES = [mode('folder', 'rotate'), mode('barcodes')];

test('the option that was given chooses the mode, and its values are told', () => {
  const choice = chooseMode(MODES, ['--folder', 'a/b', '--rotate', '--limit', '12'], '/home');
  expect(choice?.mode).toBe(MODES[0]);
  expect(choice?.options.has('rotate')).toBe(true);
  expect(choice?.options.count('limit')).toBe(12);
  expect(choice?.options.text('json')).toBeUndefined();
  expect(choice?.options.path(choice.options.text('folder')!)).toBe('/home/a/b');
});

test.each([
  [[]],
  [['--folder', 'a', '--barcodes', 'b']],
  [['--barcodes', 'b', '--rotate']],
  [['--folder']],
  [['--unknown']],
])('refuses %j in words', (argv) => {
  expect(() => chooseMode(MODES, argv, '/home')).toThrow(expect.objectContaining({ forPeople: true }));
});

test.each(['0', '-1', '1.5', 'x', ''])('a count is not %j', (limit) => {
  const choice = chooseMode(MODES, ['--folder', 'a', `--limit=${limit}`], '/home');
  expect(() => choice?.options.count('limit')).toThrow(expect.objectContaining({ forPeople: true }));
});

test('help is asked for with or without a mode and names every option', () => {
  expect(chooseMode(MODES, ['--help'], '/home')).toBeNull();
  expect(chooseMode(MODES, ['--folder', 'a', '--help'], '/home')).toBeNull();
  const text = describeModes(MODES).join('\n');
  for (const name of ['--folder DIR', '--barcodes DIR', '--rotate', '--limit N', '--json OUT'])
    expect(text).toContain(name);
});
