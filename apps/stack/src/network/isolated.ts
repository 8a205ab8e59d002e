import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startNameServer } from './name-server.js';
import { isLoopback, readSockets } from './read-sockets.js';
import { writeRecord } from './record.js';

// Runs a command in a network namespace that `unshare` has just made, and writes down whatever wants out of it:
//   node isolated.js LOG COMMAND [ARGUMENT …]
// Names go to a server of ours, packets into a cable whose other end nobody holds. Ends as the command ends.

const LOOK_EVERY_MS = 50;
const SHOWN_CHARACTERS = 80;
const WAY_OUT = 'idem-out';
const FAR_END = 'idem-far';

const [log = '', command = '', ...args] = process.argv.slice(2);

function run(file: string, ...argv: string[]): void {
  execFileSync(file, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * Loopback, and a default route over a cable. IPv6 has no way out, so that every attempt counts as one without a route;
 * on the cable it would itself send packets (router solicitation, multicast), which could not be told from ours.
 */
function layCable(): void {
  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'link', 'add', WAY_OUT, 'type', 'veth', 'peer', 'name', FAR_END);
  for (const end of [WAY_OUT, FAR_END]) {
    const setting = `/proc/sys/net/ipv6/conf/${end}/disable_ipv6`;
    if (existsSync(setting)) writeFileSync(setting, '1');
    // Nobody answers at the far end: without this a connection would not even send its first packet.
    run('ip', 'link', 'set', end, 'arp', 'off');
  }
  run('ip', 'address', 'add', '198.18.0.1/15', 'dev', WAY_OUT);
  run('ip', 'link', 'set', FAR_END, 'up');
  run('ip', 'link', 'set', WAY_OUT, 'up');
  run('ip', 'route', 'add', 'default', 'dev', WAY_OUT);
}

/** Names are asked of our server alone; a resolver reached by a path in the file system would lead out of the namespace. */
function ownNames(): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'idem-names-'));
  const replace = (file: string, content: (before: string) => string) => {
    if (!existsSync(file)) return;
    const ours = path.join(scratch, path.basename(file));
    writeFileSync(ours, content(readFileSync(file, 'utf8')), { mode: 0o644 });
    run('mount', '--bind', ours, file);
  };
  try {
    replace('/etc/resolv.conf', () => 'nameserver 127.0.0.1\n');
    replace('/etc/nsswitch.conf', (before) => before.replace(/^hosts:.*$/m, 'hosts: files dns'));
  } finally {
    // What is mounted stays until the namespace ends.
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Sends counted on the cable, and attempts for which the kernel found no route. */
function strays(): { packets: number; noRoute: number } {
  const cable = readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .find((line) => line.trim().startsWith(`${WAY_OUT}:`));
  const counters = (cable ?? '').split(':')[1]?.trim().split(/\s+/) ?? [];
  const [names = [], values = []] = readFileSync('/proc/self/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Ip:'))
    .map((line) => line.split(' '));
  const ipv6 = existsSync('/proc/self/net/snmp6') ? readFileSync('/proc/self/net/snmp6', 'utf8') : '';
  return {
    // The ninth counter of a device: packets sent.
    packets: Number(counters[9]),
    noRoute:
      Number(values[names.indexOf('OutNoRoutes')]) + Number(/^Ip6OutNoRoutes\s+(\d+)/m.exec(ipv6)?.[1] ?? 0),
  };
}

const known = new Set<string>();
function lookAtSockets(): void {
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const file = `/proc/self/net/${table}`;
    if (!existsSync(file)) continue;
    for (const { address, port, inode } of readSockets(readFileSync(file, 'utf8'))) {
      if (isLoopback(address) || known.has(inode)) continue;
      known.add(inode);
      writeRecord(log, { type: 'connection', seen: 'system', address, port, by: ownerOf(inode) });
    }
  }
}

/** The command line of the process that holds a socket. */
function ownerOf(inode: string): string {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      if (!open.includes(`socket:[${inode}]`)) continue;
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        .replaceAll('\0', ' ')
        .trim()
        .slice(0, SHOWN_CHARACTERS);
    } catch {
      // It has ended meanwhile, or one of its files was closed.
    }
  }
  return 'a process that has ended';
}

async function isolate(): Promise<number> {
  try {
    layCable();
    ownNames();
    await startNameServer((name) =>
      writeRecord(log, { type: 'look-up', seen: 'system', name, by: 'native or JavaScript code' }),
    );
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    writeRecord(log, { type: 'not-isolated', reason: said.trim() });
    return 1;
  }
  const before = strays();
  writeRecord(log, { type: 'isolated' });
  const looking = setInterval(lookAtSockets, LOOK_EVERY_MS);
  const child = spawn(command, args, { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  // Ctrl-C reaches the child by itself, with the whole foreground.
  process
    .on('SIGINT', () => {})
    .on('SIGTERM', pass)
    .on('SIGHUP', pass);
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 250);
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  clearInterval(orphaned);
  clearInterval(looking);
  lookAtSockets();
  const after = strays();
  writeRecord(log, {
    type: 'strays',
    packets: after.packets - before.packets,
    noRoute: after.noRoute - before.noRoute,
  });
  return code;
}

process.exit(await isolate());
