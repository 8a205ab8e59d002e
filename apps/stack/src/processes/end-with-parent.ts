import { isMainThread } from 'node:worker_threads';

/** Longer than any app needs to put down its work. */
const GRACE_MS = 10_000;

// Loaded into every app with `--import`. The channel to the parent closes by whatever death the
// parent dies; without this an app would live on, bound to its port and to half a stack.
if (isMainThread && process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  });
  process.channel.unref();
}
