import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { readBarcodes } from '@idem/vision/stages/barcode/read-barcodes';
import { readMrz } from '@idem/vision/stages/mrz/read-mrz';
import { readUprightText } from '@idem/vision/stages/text/read-text';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import { captureAt } from '../capture/levels.js';
import { photograph } from '../capture/photograph.js';
import { inventHolder } from './holders.js';
import { ERIKSSON } from './specimen.js';
import { SPECIMENS, specimen } from './specimens.js';
import { renderZone } from './zone-sheet.js';

jest.setTimeout(120_000);

let models: Models;
beforeAll(async () => {
  models = await openRepositoryModels();
});

/** Both sides at the clean level, decoded. */
async function photographed(id: string) {
  const kind = specimen(id);
  const { front, back } = await kind.render(inventHolder(kind.country, 6), { seed: 6 });
  const take = async (side: typeof front) =>
    decodeImage((await photograph(side, { ...captureAt('clean', 6), width: 1200 })).image, { maxSide: 2000 });
  return { front, back, take };
}

const of = (...formats: readonly string[]) =>
  SPECIMENS.filter(({ format }) => formats.includes(format)).map(({ id }) => id);

describe('machine-readable zones at the clean level are read back', () => {
  test.each(of('TD1', 'TD2', 'TD3', 'MRVA', 'MRVB', 'IDFRA'))('%s', async (id) => {
    const { front, back, take } = await photographed(id);
    const side = front.mrz.length > 0 ? front : back!;
    const reading = await readMrz(models, await take(side));
    expect([reading?.format, reading?.valid, reading?.lines]).toEqual([specimen(id).format, true, side.mrz]);
  });
});

describe('zones of which no whole specimen is drawn are read back', () => {
  test.each([
    ['DLFRA', 'card', true, ['D1FRA21KD482033360914LEFEBVRE2']],
    ['DLNLD', 'card', true, ['D1NLD14820173356K7QX2MB49HT1R7']],
    [
      'DLCHE',
      'card',
      false,
      ['BCD204F<<', 'FACHE417320569097<<910622<<<<<', 'BRUNNER<<NOEMI<LARA<<<<<<<<<<<'],
    ],
    [
      'RUSPN',
      'page',
      true,
      ['PNRUSKUZ9MIN<<IL98<SERGEEVI3<<<<<<<<<<<<<<<<', '4512048178RUS8709147M<<<<<<<1120315770045<40'],
    ],
    [
      'TD1',
      'card',
      true,
      // An O in the number; with 0 its digit would be 8.
      ['I<TURB17O53924620481736502<<<<', '9304066F3211049TUR<<<<<<<<<<<2', 'YILDIRIM<<SELIN<<<<<<<<<<<<<<<'],
    ],
    [
      'TD3',
      'page',
      true,
      ['P<IND<<RAJESHWARI<DEVI<<<<<<<<<<<<<<<<<<<<<<', 'K3041827<3IND8403179F3308165<<<<<<<<<<<<<<<0'],
    ],
  ] as const)('%s', async (format, size, valid, lines) => {
    const shot = await photograph(await renderZone(lines, size), { ...captureAt('mild', 4), width: 1400 });
    const reading = await readMrz(models, await decodeImage(shot.image, { maxSide: 2000 }));
    expect([reading?.format, reading?.valid, reading?.lines]).toEqual([format, valid, lines]);
  });
});

describe('barcodes at the clean level are read back', () => {
  test.each([...of('AAMVA'), 'fra-id-card', 'prt-id-card', 'tur-id-card'])('%s', async (id) => {
    const { back, take } = await photographed(id);
    const found = await readBarcodes(await take(back!), { outline: null, effort: 'thorough' });
    expect(found.map(({ text }) => text)).toEqual([back!.zones.printed.barcode]);
  });
});

/** As characters are compared that readers take for each other. */
const compact = (text: string) =>
  text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[OQ]/g, '0')
    .replace(/I/g, '1')
    .replace(/S/g, '5');

describe('the print of a European licence at the clean level is read back', () => {
  test.each(of('EU'))('%s', async (id) => {
    const { front } = await specimen(id).render(ERIKSSON, { seed: 6 });
    const photo = await photograph(front, { ...captureAt('clean', 6), width: 1200 });
    const { lines } = await readUprightText(models, await decodeImage(photo.image, { maxSide: 2000 }));
    const read = lines.map(({ text }) => compact(text)).join(' ');
    for (const field of ['surname', 'givenNames', 'dateOfBirth', 'issued', 'expires', 'number'] as const) {
      expect(read).toContain(compact(front.zones.printed[field]!));
    }
  });
});

describe('the print inside a zone says the value', () => {
  test.each(['deu-passport', 'ita-id-card', 'gbr-driving-licence', 'usa-tx-driving-licence'])(
    '%s',
    async (id) => {
      const kind = specimen(id);
      const { front } = await kind.render(inventHolder(kind.country, 6), { seed: 6 });
      for (const field of ['dateOfBirth', 'number', 'expires'] as const) {
        const box = front.zones.fields[field]!;
        const margin = 14;
        const cut = await sharp(front.image)
          .extract({
            left: box.left - margin,
            top: box.top - margin,
            width: box.width + 2 * margin,
            height: box.height + 2 * margin,
          })
          .flatten()
          .extend({ top: 60, bottom: 60, left: 60, right: 60, extendWith: 'copy' })
          .png()
          .toBuffer();
        const { lines } = await readUprightText(models, await decodeImage(cut, { maxSide: 2000 }));
        expect(compact(lines.map(({ text }) => text).join(''))).toContain(
          compact(front.zones.printed[field]!),
        );
      }
    },
  );
});
