import { expect, test } from '@jest/globals';
import { chooseParts, describeParts } from './choose-parts.js';

const part = (chosenBy: string, ...switches: string[]) => ({
  name: chosenBy,
  chosenBy,
  summary: `Measures ${chosenBy}`,
  options: {
    [chosenBy]: { type: 'string' as const, value: 'DIR', help: `what ${chosenBy} reads` },
    ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const, help: name }])),
  },
  run: async () => ({ heading: chosenBy, lines: [], json: {} }),
});
const PARTS = [part('faces', 'compare'), part('liveness')];

test('every part whose option was given is chosen', () => {
  const chosen = chooseParts(PARTS, ['--liveness', 'b', '--faces', 'a', '--compare', '--json', 'o'], '/home');
  expect(chosen?.parts).toEqual(PARTS);
  expect(chosen?.options.path(chosen.options.text('faces')!)).toBe('/home/a');
  expect(chosen?.options.has('compare')).toBe(true);
  expect(chooseParts(PARTS, ['--liveness', 'b'], '/home')?.parts).toEqual([PARTS[1]]);
});

test.each([[[]], [['--compare']], [['--liveness', 'b', '--compare']], [['--unknown']], [['--faces']]])(
  'refuses %j in words',
  (argv) => {
    expect(() => chooseParts(PARTS, argv, '/home')).toThrow(expect.objectContaining({ forPeople: true }));
  },
);

test('help names every option', () => {
  expect(chooseParts(PARTS, ['--help'], '/home')).toBeNull();
  const text = describeParts(PARTS).join('\n');
  for (const name of ['--faces DIR', '--liveness DIR', '--compare', '--json OUT'])
    expect(text).toContain(name);
});
