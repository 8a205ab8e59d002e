import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { nameReason } from './name-reason.js';

const ROOT = new URL('../../../../', import.meta.url);
/** Where sentences for the person are written, of which the page sees no more than the text. */
const FOLDERS = ['libs/checks/src/', 'apps/gateway/src/challenges/', 'apps/gateway/src/pages/'];
const FILES = ['libs/domain/src/tries.ts'];
/** Reasons that say what their code says: the page has a text for that. */
const AS_CODE = [
  'This type of document is not accepted here. Please use another one.',
  'The document has expired. Please use one that is still valid.',
  'No portrait was found on the document. Please photograph the side with the portrait, without glare and with nothing over it.',
  'No portrait was found on the document. Photograph the side that shows your portrait, without glare or fingers over it.',
  'The face on the selfie is not the one on the document.',
];

/** What asks the person to do something: a literal of whole sentences, one of which is a request. */
const REQUEST =
  /(Please|Take|Photograph|Start|Stay|Close|Come|Keep|Turn|Move|Hold|Look|Open|Follow|Uploaded files|contact|own left)\b[^.]*\.$/;

function reasonsIn(source: string): readonly string[] {
  const literals = source.match(/(?<=[^\w])(['`])(?:[A-Z](?:(?!\1)[^\n])*\.)\1/g) ?? [];
  return literals.map((literal) => literal.slice(1, -1)).filter((text) => REQUEST.test(text));
}

const sources = [
  ...FILES,
  ...FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => folder + file),
  ),
];
const reasons = [...new Set(sources.flatMap((file) => reasonsIn(readFileSync(new URL(file, ROOT), 'utf8'))))];

test('the reasons of the checks are found in their sources', () => {
  expect(reasons.length).toBeGreaterThan(90);
  expect(AS_CODE.filter((reason) => !reasons.includes(reason) && REQUEST.test(reason))).toEqual([]);
});

test('every reason that a check can give is known to the page', () => {
  expect(reasons.filter((reason) => nameReason(reason) === null && !AS_CODE.includes(reason))).toEqual([]);
});

test.each([
  ['The PDF could not be opened. Please take a photograph of the document instead.', 'reason.file'],
  ['Your head is turned away. Look straight into the camera.', 'reason.turned'],
  ['The name and date of birth on the document could not be read with certainty.', 'reason.unread'],
  [
    'The selfie looks like a picture of a print or a screen. Take it of yourself, in good light.',
    'reason.face_copy',
  ],
  ['The picture shows a screen. Please photograph the original document itself.', 'reason.original'],
  ['No tries are left for now. Please try again later, or contact the business.', 'reason.no_tries_now'],
  ['', null],
  ['Something that no check says.', null],
])('%j is %s', (reason, id) => {
  expect(nameReason(reason)).toBe(id);
});
