import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrast, parseColor, type Rgb, readableOn, WHITE } from './contrast.js';
import { deriveTheme, TEXT_CONTRAST, type Theme } from './derive-theme.js';

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);
const rgb = (theme: Theme, name: `--${string}`): Rgb => parseColor(theme[name] ?? '')!;

test('whatever colours an account chooses, every text can be read', () => {
  fc.assert(
    fc.property(color, color, fc.boolean(), (primary_color, background_color, dark) => {
      const theme = deriveTheme({ primary_color, background_color }, dark);
      const ground = rgb(theme, '--ground');
      for (const name of ['--text', '--muted', '--accent', '--alert'] as const) {
        expect(contrast(rgb(theme, name), ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }
      expect(contrast(rgb(theme, '--on-accent'), rgb(theme, '--accent'))).toBeGreaterThanOrEqual(
        TEXT_CONTRAST,
      );
    }),
  );
});

test('the ground follows the scheme', () => {
  fc.assert(
    fc.property(color, fc.boolean(), (background_color, dark) => {
      const ground = rgb(deriveTheme({ background_color }, dark), '--ground');
      expect(readableOn(ground) === WHITE).toBe(dark);
    }),
  );
});

test('a colour that can be read is left as it is', () => {
  const theme = deriveTheme({ primary_color: '#005f73', background_color: '#FFFAF0' }, false);
  expect([theme['--accent'], theme['--ground']]).toEqual(['#005f73', '#fffaf0']);
});

describe('what is no colour or no radius', () => {
  test.each(['', 'red', '#12', '#12345', 'url(x)', '#ggg', 'var(--x)'])('%j is passed over', (text) => {
    expect(deriveTheme({ primary_color: text, background_color: text }, false)).toEqual(
      deriveTheme({}, false),
    );
  });
  test.each([
    [-3, '0px'],
    [8, '8px'],
    [900, '24px'],
  ])('a radius of %d is %s', (border_radius, expected) => {
    expect(deriveTheme({ border_radius }, false)['--radius']).toBe(expected);
  });
});
