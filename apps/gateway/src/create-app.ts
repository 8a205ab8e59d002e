import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Deps } from './deps.js';
import { gatewayModule } from './gateway.module.js';
import { createServer } from './http/server.js';

/** The gateway, ready to listen. */
export async function createApp(deps: Deps): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(gatewayModule(deps), createServer(deps), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
}
