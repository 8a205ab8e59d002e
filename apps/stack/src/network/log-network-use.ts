import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { LOG_VARIABLE, writeRecord } from './record.js';

// Loaded into every Node process of a watch with `--import`, by NODE_OPTIONS: writes down every name that is looked up and
// every address that is connected to from JavaScript. What native code does by itself passes it by.

const log = process.env[LOG_VARIABLE];
if (log !== undefined && log !== '') watch(log);

function watch(file: string): void {
  const by = nameOfProcess();
  // The watch's own name server is none of what is watched.
  if (by === 'isolated.js') return;
  const lookedUp = (name: string) => writeRecord(file, { type: 'look-up', seen: 'hook', name, by });
  const connected = (address: string, port: number) =>
    writeRecord(file, { type: 'connection', seen: 'hook', address, port, by });
  writeRecord(file, { type: 'process', by });

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    this.on('connectionAttempt', (address: string, port: number) => connected(address, port));
    return Reflect.apply(connect, this, args);
  };

  for (const resolver of [dns, dns.promises]) {
    for (const name of Object.keys(resolver)) {
      if (name !== 'lookup' && !/^(resolve|reverse)/.test(name)) continue;
      wrap(resolver, name, ([host]) => {
        if (typeof host === 'string' && net.isIP(host) === 0) lookedUp(host);
      });
    }
  }
  wrap(dgram.Socket.prototype, 'connect', ([port, address]) => connected(hostIn(address), Number(port)));
  wrap(dgram.Socket.prototype, 'send', (args) => {
    const address = args.find((argument, index) => index > 0 && typeof argument === 'string');
    const port = args.slice(1).findLast((argument) => typeof argument === 'number');
    if (port !== undefined) connected(hostIn(address), Number(port));
  });
  syncBuiltinESMExports();
}

function wrap(owner: object, name: string, before: (args: readonly unknown[]) => void): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') return;
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
    before(args);
    return Reflect.apply(original, this, args);
  });
}

function hostIn(address: unknown): string {
  return typeof address === 'string' ? address : '127.0.0.1';
}

/** `gateway`, `process-entry.js`: what people know a process by. */
function nameOfProcess(): string {
  const main = process.argv[1] ?? 'node';
  const app = /apps[/\\]([\w-]+)[/\\]dist[/\\]main\.js$/.exec(main)?.[1];
  return `${app ?? path.basename(main)}${threadId === 0 ? '' : ' (thread)'}`;
}
