import type { JobPayload } from '@idem/contracts';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DEPS, type Deps } from '../deps.js';
import { deliverWebhook } from './deliver-webhook.js';
import type { PostWebhook } from './post-webhook.js';

/** Injection token of {@link PostWebhook}. */
export const POST_WEBHOOK = Symbol('PostWebhook');

@Controller()
export class WebhooksController {
  constructor(
    @Inject(DEPS) private readonly deps: Deps,
    @Inject(POST_WEBHOOK) private readonly post: PostWebhook,
  ) {}

  @JobHandler('webhook.deliver')
  async deliver(@Payload() { delivery_id, attempt }: JobPayload<'webhook.deliver'>): Promise<void> {
    await deliverWebhook({ ...this.deps, post: this.post }, { deliveryId: delivery_id, attempt });
  }
}
