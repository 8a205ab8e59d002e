import { startCheckWorker } from '@idem/check-runner';

await startCheckWorker('document-worker', ['document']);
