import { appendFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * What a watch writes down, one JSON line each, by all processes into one file.
 *
 * `hook` lines come from inside Node's processes (log-network-use.ts), which know who they are but not what native code does;
 * `system` lines from beside them (isolated.ts), which misses nothing and knows less.
 */
const recordSchema = z.discriminatedUnion('type', [
  /** The namespace stands and the command begins. */
  z.object({ type: z.literal('isolated') }),
  /** It could not be made; nothing was started. */
  z.object({ type: z.literal('not-isolated'), reason: z.string() }),
  z.object({ type: z.literal('process'), by: z.string() }),
  z.object({
    type: z.literal('look-up'),
    seen: z.enum(['hook', 'system']),
    name: z.string(),
    by: z.string(),
  }),
  z.object({
    type: z.literal('connection'),
    seen: z.enum(['hook', 'system']),
    address: z.string(),
    port: z.number(),
    by: z.string(),
  }),
  /** At the end: packets that took the way out, and attempts for which there was none. */
  z.object({ type: z.literal('strays'), packets: z.number(), noRoute: z.number() }),
]);

export type NetworkRecord = z.infer<typeof recordSchema>;

/** Where the file is; set for everything below a watch. */
export const LOG_VARIABLE = 'IDEM_NETWORK_LOG';

export function writeRecord(file: string, record: NetworkRecord): void {
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}

/** @throws when a line is none of ours: something else wrote into the file, so that it proves nothing */
export function readRecords(text: string): readonly NetworkRecord[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => recordSchema.parse(JSON.parse(line)));
}
