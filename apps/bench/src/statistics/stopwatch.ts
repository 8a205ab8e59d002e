/** What something took, in ms. `cpu` counts every thread of this process, so that a busy machine does not. */
export interface Duration {
  readonly wall: number;
  readonly cpu: number;
}

/** Runs `work` and says what it took. */
export async function timed<T>(work: () => Promise<T> | T): Promise<{ result: T; duration: Duration }> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, duration: { wall: performance.now() - startedAt, cpu: (user + system) / 1_000 } };
}
