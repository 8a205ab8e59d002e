import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Environment } from '../config/environment.js';
import { redactSecrets, SECRET_FIELDS } from './redact-secrets.js';

export type { Logger } from 'pino';

/**
 * A logger that writes one JSON object per line. Log ids, never names, facts, pictures or tokens; as a
 * second line of defence, secret fields and anything that looks like a secret are blotted out.
 *
 * @param name of the process, e.g. `gateway`
 * @param destination default: standard output
 */
export function createLogger(
  options: { readonly name: string; readonly level: Environment['LOG_LEVEL'] },
  destination?: DestinationStream,
): Logger {
  const settings: LoggerOptions = {
    name: options.name,
    level: options.level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: [...SECRET_FIELDS], censor: '[redacted]' },
    hooks: { streamWrite: redactSecrets },
  };
  return destination ? pino(settings, destination) : pino(settings);
}
