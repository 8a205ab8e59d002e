import { isLoopback } from './read-sockets.js';
import type { NetworkRecord } from './record.js';
import type { Watched } from './watch-network.js';

export interface NetworkVerdict {
  /** What nobody configured, a line each. Empty is good. */
  readonly strangers: readonly string[];
  /** Everything seen, a line for each name and each address with its number and who it was. */
  readonly seen: readonly string[];
}

/**
 * Holds what was seen against what may be: this machine, and the hosts that somebody configured.
 *
 * A watch that came to no end, or in which no process was heard of, proves nothing and is a stranger itself.
 */
export function judgeNetwork({ records, unwatched }: Watched, configured: readonly string[]): NetworkVerdict {
  const allowed = (host: string) => isLoopback(host) || configured.includes(host);
  const strangers: string[] = [];
  const told = new Map<string, { times: number; by: Set<string> }>();
  const tell = (line: string, by: string) => {
    const entry = told.get(line) ?? { times: 0, by: new Set() };
    entry.times += 1;
    entry.by.add(by);
    told.set(line, entry);
  };
  for (const record of records) {
    if (record.type === 'look-up') {
      if (!allowed(record.name)) strangers.push(`${record.name} was looked up by ${record.by}`);
      tell(`look-up of ${record.name}`, record.by);
    }
    if (record.type === 'connection') {
      const end = record.address.startsWith('/') ? record.address : `${record.address} port ${record.port}`;
      if (!allowed(record.address)) strangers.push(`${end} was addressed by ${record.by}`);
      tell(`connection to ${end}`, record.by);
    }
  }
  if (!records.some(({ type }) => type === 'process'))
    strangers.push('no process was heard of: nothing was watched');
  if (unwatched === null) strangers.push(...strayLines(records));
  return {
    strangers: [...new Set(strangers)],
    seen: [...told]
      .sort()
      .map(([line, { times, by }]) => `${line}, ${times} × by ${[...by].sort().join(', ')}`),
  };
}

function strayLines(records: readonly NetworkRecord[]): string[] {
  const strays = records.find((record) => record.type === 'strays');
  if (strays === undefined) return ['the watch was cut short, so that it proves nothing'];
  return [
    ...(strays.packets === 0 ? [] : [`${strays.packets} packets took the way out`]),
    ...(strays.noRoute === 0 ? [] : [`${strays.noRoute} attempts had no route`]),
  ];
}
