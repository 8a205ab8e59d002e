import { type DynamicModule, Module } from '@nestjs/common';
import { DEPS, type Deps } from './deps.js';
import { RedactionController } from './redaction/redaction.controller.js';
import { SettlementController } from './settlement/settlement.controller.js';
import { DeliveryLanes } from './webhooks/delivery-lanes.js';
import type { PostWebhook } from './webhooks/post-webhook.js';
import { POST_WEBHOOK, WebhooksController } from './webhooks/webhooks.controller.js';

@Module({})
class AggregatorModule {}

export const aggregatorModule = (deps: Deps, post: PostWebhook, lanes: DeliveryLanes): DynamicModule => ({
  module: AggregatorModule,
  controllers: [RedactionController, SettlementController, WebhooksController],
  providers: [
    { provide: DEPS, useValue: deps },
    { provide: POST_WEBHOOK, useValue: post },
    { provide: DeliveryLanes, useValue: lanes },
  ],
});
