import { expect, test } from '@jest/globals';
import { nameFileFault } from './name-file-fault.js';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test.each([
  ['a picture of an iPhone, whatever its name', '\0\0\0\x18ftypheic', '', 'heic'],
  ['one that the system knows', '\0\0\0\x18ftypXXXX', 'image/heic', 'heic'],
  ['a document', '%PDF-1.7\n...', 'application/pdf', 'not_picture'],
  ['a film, which begins like one', '\0\0\0\x18ftypisom', 'video/mp4', 'not_picture'],
  ['a damaged picture', '\xff\xd8\xff\xe0abcdefgh', 'image/jpeg', 'unreadable'],
  ['an empty file', '', '', 'unreadable'],
])('%s', (_what, head, type, fault) => {
  expect(nameFileFault(bytes(head), type)).toBe(fault);
});
