import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/**
 * Nest's own messages through pino: `NestFactory.create(Module, { logger: new NestLogger(log) })`. Nest
 * passes the class that speaks as the last argument and, with errors, a stack before it.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write('info', message, details);
  }

  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    details: unknown[],
  ) {
    const [context, ...rest] = details.filter((detail) => typeof detail === 'string').reverse();
    const stack = rest.find((detail) => detail.includes('\n'));
    const fields = {
      ...(context !== undefined && { context }),
      ...(message instanceof Error && { err: message }),
      ...(stack !== undefined && { stack }),
    };
    this.logger[level](fields, message instanceof Error ? message.message : String(message));
  }
}
