import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { DEPS, type Deps } from './deps.js';
import { EphemeralKeysController } from './ephemeral-keys/ephemeral-keys.controller.js';
import { EventsController } from './events/events.controller.js';
import { ContentsController } from './file-links/contents.controller.js';
import { FileLinksController } from './file-links/file-links.controller.js';
import { FilesController } from './files/files.controller.js';
import { FlowsController } from './flows/flows.controller.js';
import { StaticLinksController } from './flows/static-link/static-links.controller.js';
import { HandoffsController } from './handoffs/handoffs.controller.js';
import { HealthController } from './health/health.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { ApiErrorFilter } from './http/api-error.filter.js';
import { IdempotencyInterceptor } from './http/idempotency/idempotency.interceptor.js';
import { MultipartInterceptor } from './http/multipart.interceptor.js';
import { ParametersInterceptor } from './http/parameters.interceptor.js';
import { createDocument } from './openapi/create-document.js';
import { DocsController } from './openapi/docs.controller.js';
import { OPENAPI_TEXT, OpenApiController } from './openapi/openapi.controller.js';
import { PageOpeningsController } from './page-openings/page-openings.controller.js';
import { PageSettingsController } from './page-settings/page-settings.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import {
  ScriptedOutcomesController,
  ScriptedPagesController,
} from './scripted-outcomes/scripted-outcomes.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { StartController } from './start/start.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints/webhook-endpoints.controller.js';

/** Whoever answers requests; the API's document is made of their routes. */
export const CONTROLLERS: readonly Type[] = [
  ApiKeysController,
  ContentsController,
  DocsController,
  EphemeralKeysController,
  EventsController,
  FileLinksController,
  FilesController,
  FlowsController,
  HandoffsController,
  HealthController,
  OpenApiController,
  PageOpeningsController,
  PageSettingsController,
  PagesController,
  ReportsController,
  ReviewsController,
  ScriptedOutcomesController,
  ScriptedPagesController,
  SessionsController,
  StartController,
  StaticLinksController,
  WebhookEndpointsController,
];

@Module({})
class GatewayModule {}

/**
 * Everything the gateway serves. Interceptors run in order: a body must be read before it can be compared, and a
 * refusal of its parameters must reach the keeper of idempotency keys, who forgets it.
 */
export const gatewayModule = (deps: Deps): DynamicModule => ({
  module: GatewayModule,
  controllers: [...CONTROLLERS],
  providers: [
    { provide: DEPS, useValue: deps },
    {
      provide: OPENAPI_TEXT,
      useValue: JSON.stringify(createDocument(CONTROLLERS, deps.settings.publicUrl)),
    },
    { provide: APP_FILTER, useClass: ApiErrorFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: MultipartInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ParametersInterceptor },
  ],
});
