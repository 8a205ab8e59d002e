import { expect, test } from '@jest/globals';
import { hidesIcelandicLetters } from './icelandic-letters.js';

test.each(['porsson-Guomundsdottir', 'Siguroardottir', 'Guorun', 'Davio', 'Hreioar', 'SIGURDUR HREIOARSSON'])(
  '%s was misread',
  (name) => expect(hidesIcelandicLetters(name)).toBe(true),
);

test.each(['Jónsdóttir', 'Einar Ólafur', 'Björnsson', 'Pétur', 'Anna', 'JOHANNSSON'])('%s was not', (name) =>
  expect(hidesIcelandicLetters(name)).toBe(false),
);
