import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DEPS, type Deps } from './deps.js';
import { EventsController } from './events/events.controller.js';
import { ContentsController } from './file-links/contents.controller.js';
import { FileLinksController } from './file-links/file-links.controller.js';
import { FilesController } from './files/files.controller.js';
import { FlowsController } from './flows/flows.controller.js';
import { StaticLinksController } from './flows/static-link/static-links.controller.js';
import { HealthController } from './health/health.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { ApiErrorFilter } from './http/api-error.filter.js';
import { IdempotencyInterceptor } from './http/idempotency/idempotency.interceptor.js';
import { MultipartInterceptor } from './http/multipart.interceptor.js';
import { ParametersInterceptor } from './http/parameters.interceptor.js';
import { PagesController } from './pages/pages.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import {
  ScriptedOutcomesController,
  ScriptedPagesController,
} from './scripted-outcomes/scripted-outcomes.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { StartController } from './start/start.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints/webhook-endpoints.controller.js';

@Module({})
class GatewayModule {}

/**
 * Everything the gateway serves. Interceptors run in order: a body must be read before it can be compared, and a
 * refusal of its parameters must reach the keeper of idempotency keys, who forgets it.
 */
export const gatewayModule = (deps: Deps): DynamicModule => ({
  module: GatewayModule,
  controllers: [
    ContentsController,
    EventsController,
    FileLinksController,
    FilesController,
    FlowsController,
    HealthController,
    PagesController,
    ReportsController,
    SessionsController,
    StartController,
    StaticLinksController,
    ScriptedOutcomesController,
    ScriptedPagesController,
    WebhookEndpointsController,
  ],
  providers: [
    { provide: DEPS, useValue: deps },
    { provide: APP_FILTER, useClass: ApiErrorFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: MultipartInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ParametersInterceptor },
  ],
});
