import type { JobPayload } from '@idem/contracts';
import { JobHandler } from '@idem/platform/queue/job-handler';
import { Controller, Inject } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DEPS, type Deps } from '../deps.js';
import { deliverWebhook } from './deliver-webhook.js';
import { DeliveryLanes } from './delivery-lanes.js';
import type { PostWebhook } from './post-webhook.js';

/** Injection token of {@link PostWebhook}. */
export const POST_WEBHOOK = Symbol('PostWebhook');

@Controller()
export class WebhooksController {
  constructor(
    @Inject(DEPS) private readonly deps: Deps,
    @Inject(POST_WEBHOOK) private readonly post: PostWebhook,
    @Inject(DeliveryLanes) private readonly lanes: DeliveryLanes,
  ) {}

  /** The job is done when the attempt has its place: were it done with the attempt, slow endpoints would fill the queue. */
  @JobHandler('webhook.deliver')
  async deliver(
    @Payload() { delivery_id: deliveryId, attempt }: JobPayload<'webhook.deliver'>,
  ): Promise<void> {
    const { endpointId } = await this.deps.db.webhookDelivery.findUniqueOrThrow({
      where: { id: deliveryId },
      select: { endpointId: true },
    });
    const deps = { ...this.deps, post: this.post };
    this.lanes.add(endpointId, `${deliveryId}:${attempt}`, () =>
      deliverWebhook(deps, { deliveryId, attempt }),
    );
  }
}
