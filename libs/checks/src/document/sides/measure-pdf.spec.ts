import { renderIdCard } from '@idem/testing/documents/id-card';
import { scannedPdf } from '@idem/testing/documents/scanned-pdf';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { facePicture } from '@idem/testing/faces/face-picture';
import { HOSTILE_PDFS } from '@idem/testing/hostile/pdfs';
import type { Models } from '@idem/vision/runtime/models';
import { openModels } from '@idem/vision/runtime/open-models';
import { beforeAll, expect, test } from '@jest/globals';
import { documentCheck } from '../index.js';
import { REASONS } from '../reasons.js';

/** Every document bears its holder’s portrait: without one none is verified. */
const HELD = { portrait: await facePicture('vera') };

const root = new URL('../../../../../', import.meta.url).pathname;
const submittedAt = new Date('2026-11-22T12:00:00Z');
let models: Models;

beforeAll(async () => {
  models = await openModels({
    manifestPath: `${root}models/manifest.json`,
    modelsDir: `${root}models/built`,
  });
}, 240_000);

async function check(front: Uint8Array) {
  const input = { images: { id_document_front: front }, options: {}, livemode: false, submittedAt };
  return documentCheck.evaluate(await documentCheck.measure({ models }, input), input);
}

test('a PDF of two pages, an empty one between them, is both sides of a card', async () => {
  const { front, back } = await renderIdCard(ERIKSSON, HELD);
  const placed = (image: Buffer) => ({ image, left: 62, top: 40, width: 85.6 });
  const pdf = await scannedPdf([[placed(front.image)], [], [placed(back.image)]]);
  expect(await check(pdf)).toMatchObject({
    status: 'passed',
    facts: { type: 'id_card', number: front.number, first_name: 'Anna Maria', last_name: 'Eriksson' },
  });
}, 240_000);

test.each([
  ['manyPages', REASONS.pdf['too-many-pages']],
  ['noise', REASONS.pdf.damaged],
  ['scripted', REASONS.noDocument],
] as const)(
  'the PDF "%s" fails and says why',
  async (kind, reason) => {
    expect(await check(HOSTILE_PDFS[kind]())).toMatchObject({
      status: 'failed',
      code: 'document_unverified_other',
      reason,
    });
  },
  240_000,
);
