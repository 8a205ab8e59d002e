import { connect } from 'node:net';
import { OperatorError } from '../operator-error.js';

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
};

/**
 * Opens and closes a TCP connection to the host a URL names.
 *
 * A service that somebody configured and that does not answer must stop the start: falling back to
 * an embedded one would split the data in two without a word.
 *
 * @param variable The environment variable the URL came from, for the message
 * @throws OperatorError naming the variable, host and port, and never the credentials
 */
export async function requireReachable(variable: string, url: string, timeoutMs = 3_000): Promise<void> {
  const { host, port } = addressOf(variable, url);
  const problem = await new Promise<string | null>((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (text: string | null) => {
      socket.destroy();
      resolve(text);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer within ${timeoutMs / 1_000} s`));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
  if (problem !== null) throw unreachable(variable, url, problem);
}

/** The error for a configured service that cannot be used, for whatever reason. */
export function unreachable(variable: string, url: string, problem: string): OperatorError {
  const { host, port } = addressOf(variable, url);
  return new OperatorError(
    `${variable} is set, but nothing usable answers at ${host}:${port} (${problem}).\n` +
      `  Start that service, correct ${variable}, or unset it to use the built-in one.`,
  );
}

export function addressOf(variable: string, url: string): { host: string; port: number } {
  if (!URL.canParse(url)) throw new OperatorError(`${variable} is not a URL.`);
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? DEFAULT_PORTS[protocol] : Number(port);
  if (number === undefined) throw new OperatorError(`${variable} has an unknown scheme, ${protocol}//.`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: number };
}
