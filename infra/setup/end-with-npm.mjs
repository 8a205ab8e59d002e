const EVERY_MS = 250;

/**
 * Passes on the death of the npm that runs us. npm hands SIGTERM and SIGINT down, but when it is
 * killed there is nobody left to do so, and everything we started would stay behind. Started by
 * hand, without npm, a process may well outlive its parent: then nothing is watched.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, EVERY_MS);
  timer.unref();
}
