import { captureAt, LEVELS, type Level } from '@idem/testing/capture/levels';
import { photograph } from '@idem/testing/capture/photograph';
import { JURISDICTIONS, type Jurisdiction } from '@idem/testing/documents/aamva';
import { type LicenceOptions, renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { ERIKSSON } from '@idem/testing/documents/specimen';

export interface SidePicture {
  readonly card: string;
  readonly kind: 'symbol' | 'content' | 'no symbol';
  readonly level: Level;
  readonly side: 'front' | 'back';
  readonly picture: Uint8Array;
  /** What the back's symbol says; null without one. */
  readonly content: string | null;
}

export interface SymbolCase {
  readonly id: string;
  readonly raw: string;
}

/**
 * Both sides of rendered licences at every level: North American ones, the same with other contents in their symbols,
 * and European ones, whose backs bear none. Odd seeds, which are for reporting.
 */
export async function* photographSides(
  cards: number,
  contents: readonly SymbolCase[],
): AsyncGenerator<SidePicture> {
  const all = Object.keys(JURISDICTIONS) as Jurisdiction[];
  const plain = Array.from({ length: cards }, (_, i) => 2 * i + 1);
  for (const seed of plain) {
    const jurisdiction = all[seed % all.length]!;
    yield* photographCard(`${jurisdiction} ${seed}`, 'symbol', seed, { layout: 'AAMVA', jurisdiction });
    yield* photographCard(`EU ${seed}`, 'no symbol', seed, { layout: 'EU' });
  }
  for (const [i, { id, raw }] of contents.entries()) {
    const symbol = { text: raw, encoding: 'latin-1' } as const;
    yield* photographCard(id, 'content', 2 * i + 1, { layout: 'AAMVA', symbol });
  }
}

async function* photographCard(
  card: string,
  kind: SidePicture['kind'],
  seed: number,
  options: LicenceOptions,
): AsyncGenerator<SidePicture> {
  const sides = await renderDrivingLicence(ERIKSSON, { ...options, seed });
  const content = sides.back.zones.printed.barcode ?? null;
  for (const level of LEVELS) {
    for (const side of ['front', 'back'] as const) {
      const { image } = await photograph(sides[side], captureAt(level, seed + (side === 'back' ? 1000 : 0)));
      yield { card, kind, level, side, picture: image, content: side === 'back' ? content : null };
    }
  }
}
