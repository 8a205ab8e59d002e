import { facePicture, PERSONS, photograph } from '@idem/testing';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { specimen } from '@idem/testing/documents/specimens';

const SURNAMES = ['Eriksson', 'Vogt', 'Martin', 'Nowak', 'Rossi', 'Garcia', 'Jansen', 'Byrne'] as const;

export interface PicturesOfKind {
  /** The page alone, as a scanner gives it. */
  readonly scans: readonly Buffer[];
  /** The same pages photographed on a table. */
  readonly photographs: readonly Buffer[];
}

/**
 * The hardest case for telling pictures apart: documents of one kind, each of another holder with another
 * portrait, and nothing else different.
 *
 * @param parity 0 takes even seeds, on which thresholds are set; 1 odd ones, on which they are reported
 */
export async function picturesOfKind(kind: string, parity: 0 | 1): Promise<PicturesOfKind> {
  const scans: Buffer[] = [];
  const photographs: Buffer[] = [];
  for (const [i, person] of PERSONS.entries()) {
    const seed = 2 * i + 2 + parity;
    const holder = {
      ...ERIKSSON,
      surname: SURNAMES[i % SURNAMES.length]!,
      givenNames: SURNAMES[(i + 3 + parity) % SURNAMES.length]!,
      dateOfBirth: `19${60 + i + parity}-0${1 + (i % 9)}-1${i % 9}`,
    };
    const { front } = await specimen(kind).render(holder, { portrait: await facePicture(person), seed });
    scans.push(Buffer.from(front.image));
    photographs.push((await photograph(front, { seed })).image);
  }
  return { scans, photographs };
}
