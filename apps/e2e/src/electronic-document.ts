import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as csca } from '@idem/stack/csca';
import { ERIKSSON, facePicture, type Person, photograph, renderPassport, selfie } from '@idem/testing';
import { type ChipData, createChip } from '@idem/testing/chip/chip';
import { type ChipCountry, createMasterList } from '@idem/testing/chip/country';
import { dataGroup11 } from '@idem/testing/chip/data-groups';
import { dataGroup2Of } from '@idem/testing/chip/portrait';
import { ROOT, type StackUnderTest } from './stack-under-test.js';

export interface ElectronicPassport {
  readonly front: Uint8Array;
  readonly selfie: Uint8Array;
  readonly chip: ChipData;
}

/** A photographed German passport of an invented holder, and its chip as signed by this country. */
export async function electronicPassport(country: ChipCountry, holder: Person): Promise<ElectronicPassport> {
  const portrait = await facePicture(holder);
  const page = await renderPassport(ERIKSSON, { portrait, issuingState: 'DEU' });
  const { image } = await photograph(page);
  const chip = createChip({
    country,
    mrz: page.mrz,
    dg2: await dataGroup2Of(portrait),
    dg11: dataGroup11({ fullName: 'ÉRIKSSON<<ANNÁ MARIA', placeOfBirth: 'ZENITH<UTOPIA' }),
  });
  return { front: image, selfie: await selfie(holder), chip };
}

/** What an operator does while everything runs: imports a master list, having compared its fingerprint. */
export async function trust({ stack }: StackUnderTest, country: ChipCountry): Promise<void> {
  const list = path.join(stack.dataDir, 'masterlist.ml');
  writeFileSync(list, createMasterList(country, [country.csca]));
  const fingerprint = createHash('sha256').update(country.csca.der).digest('hex');
  const said: string[] = [];
  const code = await csca({
    root: ROOT,
    argv: ['import', list, '--trust', fingerprint],
    env: { DATA_DIR: stack.dataDir },
    progress: { say: (text = '') => void said.push(text) } as Parameters<typeof csca>[0]['progress'],
  });
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said.join('\n')}`);
}
