import { expect, test } from '@jest/globals';
import { browserKey } from './browser-key.js';

const device = (key = 'a'.repeat(43)) => ({ unforeseeable: () => key });
function storageOf(kept: Map<string, string>) {
  return () => ({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
}

test('a browser keeps its key', () => {
  const kept = new Map<string, string>();
  const first = browserKey(device(), storageOf(kept));
  expect(browserKey(device('b'.repeat(43)), storageOf(kept))).toBe(first);
});

test('what is no key is replaced', () => {
  const kept = new Map([['idem.browser', '<script>']]);
  expect(browserKey(device(), storageOf(kept))).toBe('a'.repeat(43));
  expect(kept.get('idem.browser')).toBe('a'.repeat(43));
});

test('a browser that blocks storage is served all the same', () => {
  const blocked = () => {
    throw new Error('SecurityError');
  };
  expect(browserKey(device(), blocked)).toBe('a'.repeat(43));
});
