import { startCheckWorker } from '@idem/check-runner';

await startCheckWorker('face-worker', ['face-match']);
