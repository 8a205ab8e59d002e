import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Duration } from '../../statistics/stopwatch.js';

/** Libraries that compare a selfie with a document. */
export type Library = 'idem' | 'human' | 'face-api';

/** What one comparison took, and the most memory that the process has held so far, in MB. */
export interface Taken extends Duration {
  readonly peakMegabytes: number;
}

/** A library in a process of its own, which holds nothing else: neither the memory nor the pauses of another. */
export interface LibraryProcess {
  readonly library: Library;
  /** Compares once. @throws when the library fails. */
  compare(): Promise<Taken>;
  close(): void;
}

const CHILD = fileURLToPath(new URL('./library-child.js', import.meta.url));
const TakenSchema = z.object({ wall: z.number(), cpu: z.number(), kibibytes: z.number() });

/** Starts a library and loads its models. @param files the encoded document and selfie. */
export async function openLibrary(library: Library, files: readonly string[]): Promise<LibraryProcess> {
  const child = fork(CHILD, [library, ...files], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process of ${library} ended with ${code}`);
  });
  // Ends on `close` too, when nobody waits for it any more.
  ended.catch(() => {});
  const answer = async () => (await Promise.race([once(child, 'message'), ended]))[0] as unknown;
  await answer();
  return {
    library,
    compare: async () => {
      child.send('compare');
      const { wall, cpu, kibibytes } = TakenSchema.parse(await answer());
      return { wall, cpu, peakMegabytes: (kibibytes * 1_024) / 1e6 };
    },
    close: () => {
      child.kill();
    },
  };
}
