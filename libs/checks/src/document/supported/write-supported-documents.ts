import { writeFile } from 'node:fs/promises';
import { supportedDocumentsPage } from './supported-documents-page.js';

await writeFile(
  new URL('../../../../../docs/supported-documents.md', import.meta.url),
  supportedDocumentsPage(),
);
