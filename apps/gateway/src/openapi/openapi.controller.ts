import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/route.js';

/** Injection token of the API's document, as JSON text. */
export const OPENAPI_TEXT = Symbol('OpenApiText');

@Controller()
export class OpenApiController {
  constructor(@Inject(OPENAPI_TEXT) private readonly text: string) {}

  @Route({
    method: 'GET',
    path: 'openapi.json',
    summary: 'This document',
    access: 'public',
    params: null,
    response: { mediaType: 'application/json', description: 'An OpenAPI 3.1 document.' },
  })
  show(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.type('application/json; charset=utf-8');
    return this.text;
  }
}
