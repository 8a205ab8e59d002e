import { describe, expect, test } from '@jest/globals';
import { quadHeight, quadWidth } from '../../image/quad.js';
import { openCv } from '../../runtime/opencv.js';
import { textCharset } from './charset.js';
import { decodeText } from './read-text.js';
import { boxesFromProbabilities } from './text-boxes.js';

describe('text boxes', () => {
  const [width, height] = [200, 100];
  const options = { threshold: 0.3, minScore: 0.5, unclip: 1.6 };
  const withBand = (p: number) => {
    const map = new Float32Array(width * height);
    for (let y = 40; y < 50; y++) map.fill(p, y * width + 30, y * width + 130);
    return map;
  };

  test('a band of probable text is one box, grown back by area · unclip / perimeter', () => {
    const boxes = boxesFromProbabilities(openCv(), withBand(0.9), width, height, options);
    expect(boxes).toHaveLength(1);
    const { quad, score } = boxes[0]!;
    expect(score).toBeCloseTo(0.9, 1);
    const growth = (100 * 10 * 1.6) / (100 + 10);
    expect(quadWidth(quad)).toBeCloseTo(100 + growth, 0);
    expect(quadHeight(quad)).toBeCloseTo(10 + growth, 0);
    expect((quad[0][0] + quad[2][0]) / 2).toBeCloseTo(79.5, 0);
    expect((quad[0][1] + quad[2][1]) / 2).toBeCloseTo(44.5, 0);
  });

  test('improbable text is none', () => {
    expect(boxesFromProbabilities(openCv(), withBand(0.4), width, height, options)).toEqual([]);
  });
});

describe('text decoding', () => {
  const charset = ['', 'a', 'b'];
  const decode = (classes: number[], characters = charset) =>
    decodeText(
      classes,
      classes.map(() => 0.8),
      characters,
    );

  test('collapses repeats, keeps doubles that a blank parts', () => {
    expect(decode([1, 1, 0, 1, 2, 2]).text).toBe('aab');
  });

  test('full-width forms, of which the charset has many, come out as ASCII', () => {
    expect(decode([1, 2], ['', 'Ａ', '：']).text).toBe('A:');
  });

  test('an empty line has no text', () => expect(decode([0, 0])).toEqual({ text: '', score: 0 }));

  test('the score is the mean posterior of the characters, blanks and repeats left out', () =>
    expect(decodeText([1, 1, 0, 2], [0.9, 0.1, 0.2, 0.5], charset)).toEqual({ text: 'ab', score: 0.7 }));

  test('a class beyond the charset is refused', () => expect(() => decode([3])).toThrow('class 3'));

  test('the charset opens with the blank and ends with the space', async () => {
    const all = await textCharset();
    expect(all).toHaveLength(6625);
    expect([all[0], all.at(-1)]).toEqual(['', ' ']);
    for (const letter of 'àáäèéìíòóúüÉËÓÜ') expect(all).toContain(letter);
  });
});
