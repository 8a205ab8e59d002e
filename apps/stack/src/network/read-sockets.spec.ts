import { expect, test } from '@jest/globals';
import { isLoopback, readSockets } from './read-sockets.js';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (local: string, remote: string, inode: number) =>
  `   1: ${local} ${remote} 02 00000001:00000000 01:00000032 00000001     0        0 ${inode} 2 00000000ad4dcdff 100 0 0 1 -1\n`;

test('far ends of sockets, as Linux writes them', () => {
  expect(
    readSockets(
      HEAD +
        line('0100007F:A37D', '00000000:0000', 1) +
        line('010012C6:DEEC', '1E492A14:01BB', 2) +
        line('00000000000000000000000000000000:0000', '00000000000000000000000000000000:0000', 3) +
        line('00000000000000000000000001000000:1F90', 'B80D0120000000000000000007000000:01BB', 4) +
        line('00000000000000000000000001000000:1F90', '0000000000000000FFFF00000100007F:0050', 5),
    ),
  ).toEqual([
    { address: '20.42.73.30', port: 443, inode: '2' },
    { address: '2001:db8::7', port: 443, inode: '4' },
    { address: '127.0.0.1', port: 80, inode: '5' },
  ]);
});

test.each(['127.0.0.1', '127.8.4.2', '::1', '::ffff:127.0.0.1', 'localhost', 'a.localhost', '/run/x.sock'])(
  '%s is this machine',
  (host) => expect(isLoopback(host)).toBe(true),
);

test.each([
  '128.0.0.1',
  '127.0.0.1.example',
  '10.0.0.1',
  '198.18.0.1',
  '::2',
  'localhost.example',
  'notlocalhost',
  '',
])('%s is not', (host) => expect(isLoopback(host)).toBe(false));
