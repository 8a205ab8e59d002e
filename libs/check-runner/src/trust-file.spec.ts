import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCertificate } from '@idem/checks/chip/pki/certificate';
import {
  EMPTY_TRUST_STORE,
  formatTrustStore,
  TrustStoreError,
  withAuthorities,
} from '@idem/checks/chip/trust/trust-store';
import { createChipCountry } from '@idem/testing/chip/country';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { TrustFile } from './trust-file.js';

const directory = mkdtempSync(path.join(tmpdir(), 'idem-trust-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = path.join(directory, 'trust-store.json');
beforeEach(() => rmSync(file, { force: true }));

const text = (...codes: readonly string[]) =>
  formatTrustStore(
    withAuthorities(
      EMPTY_TRUST_STORE,
      codes.map((code) => readCertificate(createChipCountry({ code }).csca.der)),
    ),
  );
const countries = async (trust: TrustFile) =>
  (await trust.read()).authorities.map(({ subject }) => subject.country).sort();

test('nobody is trusted until there is a file, and an import is seen at once', async () => {
  const trust = new TrustFile(file);
  expect(await countries(trust)).toEqual([]);
  writeFileSync(file, text('DE'));
  expect(await countries(trust)).toEqual(['DE']);
  // As `npm run csca` writes it: another file takes its place.
  writeFileSync(`${file}.new`, text('DE', 'FR'));
  renameSync(`${file}.new`, file);
  expect(await countries(trust)).toEqual(['DE', 'FR']);
  rmSync(file);
  expect(await countries(trust)).toEqual([]);
});

test('an unchanged file is parsed once', async () => {
  writeFileSync(file, text('DE'));
  const trust = new TrustFile(file);
  expect(await trust.read()).toBe(await trust.read());
});

test('a damaged file is an error, every time, until it is mended', async () => {
  writeFileSync(file, '{');
  const trust = new TrustFile(file);
  await expect(trust.read()).rejects.toThrow(TrustStoreError);
  await expect(trust.read()).rejects.toThrow(TrustStoreError);
  writeFileSync(file, text('DE'));
  expect(await countries(trust)).toEqual(['DE']);
});
