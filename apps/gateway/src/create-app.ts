import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Deps } from './deps.js';
import { gatewayModule } from './gateway.module.js';
import { createServer } from './http/server.js';

/** The gateway, ready to listen. @param server that it answers through */
export async function createApp(deps: Deps, server = createServer(deps)): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(gatewayModule(deps), server, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
}
