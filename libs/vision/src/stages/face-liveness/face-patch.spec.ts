import { describe, expect, test } from '@jest/globals';
import { sharp } from '../../image/sharp.js';
import { facePatch } from './face-patch.js';

const [width, height] = [900, 1200];
const FACE = { left: 330, top: 330, right: 570, bottom: 690 };

/** A head with pupils, dark hair, and what is drawn below and over it. */
async function picture({ eyes = '#140a06', behind = '', before = '' } = {}) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="900" height="1200" fill="#b9b2a6"/>
    <path d="M120 1200 Q150 800 450 760 Q750 800 780 1200 Z" fill="#39465c"/>
    <path d="M290 700 Q240 200 450 210 Q660 200 620 760 L560 640 Q600 330 450 330 Q310 330 340 640 Z" fill="#0c0808"/>
    ${behind}<ellipse cx="450" cy="510" rx="120" ry="180" fill="#d0a184"/>
    <circle cx="400" cy="480" r="12" fill="${eyes}"/><circle cx="500" cy="480" r="12" fill="${eyes}"/>${before}</svg>`;
  const data = await sharp(Buffer.from(svg)).flatten({ background: '#000' }).removeAlpha().raw().toBuffer();
  return { data, width, height };
}
/** The edge of something cut out, a little larger than the face. */
const MASK = '<ellipse cx="450" cy="510" rx="140" ry="225" fill="#c9a6a0"/>';

describe('a face against its surroundings', () => {
  test('a face of its own has black in it; a print before black hair has none', async () => {
    const own = facePatch(await picture(), FACE);
    expect(own.faceBlack).toBeLessThan(12);
    expect(own.surroundingBlack).toBeLessThan(12);
    const printed = facePatch(await picture({ eyes: '#443c3a', behind: MASK }), FACE);
    expect(printed.faceBlack).toBeGreaterThan(50);
    expect(printed.surroundingBlack).toBeLessThan(12);
  });

  test('the edge of a mask is a complete line, that of hair and chin is none', async () => {
    const own = facePatch(await picture(), FACE);
    const masked = facePatch(await picture({ behind: MASK }), FACE);
    expect(masked.contour).toBeGreaterThan(own.contour + 10);
    // With a third of it hidden it is none either.
    const hidden = '<rect x="200" y="560" width="500" height="400" fill="#d0a184"/>';
    expect(facePatch(await picture({ behind: MASK + hidden }), FACE).contour).toBeLessThan(
      masked.contour - 10,
    );
  });

  test('where the picture ends there is nothing to see', async () => {
    const image = await picture({ behind: MASK });
    const { contour } = facePatch(image, { left: -500, top: -700, right: 1_400, bottom: 1_900 });
    expect(contour).toBe(0);
    const edge = facePatch(image, { ...FACE, left: 0, right: 240 });
    expect(edge.contour).toBeGreaterThanOrEqual(0);
    expect(edge.contour).toBeLessThanOrEqual(255);
  });
});
