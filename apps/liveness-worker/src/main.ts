import { startCheckWorker } from '@idem/check-runner';

await startCheckWorker('liveness-worker', ['liveness', 'challenge']);
