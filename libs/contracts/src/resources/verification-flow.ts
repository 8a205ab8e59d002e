import type { SessionOptions } from '@idem/domain';
import { z } from 'zod';
import { sessionOptions } from './session-options.js';
import { metadataMap, moment, unixSeconds } from './unix-seconds.js';

/** `identity.verification_flow`: Stripe has such flows too and shows them in its dashboard only. */
export const verificationFlowResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_flow'),
    active: z.boolean(),
    created: moment,
    livemode: z.boolean(),
    metadata: metadataMap,
    name: z.string(),
    options: sessionOptions,
    return_url: z.string().nullable(),
    type: z.enum(['document', 'id_number']),
    url: z
      .string()
      .nullable()
      .meta({ description: 'The static link: it never expires, and is null while the flow is inactive.' }),
  })
  .meta({ id: 'identity.verification_flow' });
export type VerificationFlowResource = z.infer<typeof verificationFlowResource>;

/** A flow as it lies in PostgreSQL, opened. */
export interface FlowRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly name: string;
  readonly active: boolean;
  readonly type: VerificationFlowResource['type'];
  readonly options: SessionOptions;
  readonly returnUrl: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of the static link. */
  readonly token: string;
}

/** @param publicUrl origin at which people reach this deployment, without a trailing slash */
export const renderVerificationFlow = (flow: FlowRecord, publicUrl: string): VerificationFlowResource => ({
  id: flow.id,
  object: 'identity.verification_flow',
  active: flow.active,
  created: unixSeconds(flow.createdAt),
  livemode: flow.livemode,
  metadata: { ...flow.metadata },
  name: flow.name,
  options: flow.options,
  return_url: flow.returnUrl,
  type: flow.type,
  url: flow.active ? `${publicUrl}/flows/${flow.token}` : null,
});
