import { renderVerificationFlow, type VerificationFlowResource } from '@idem/contracts';
import type { SessionOptions } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import type { FlowRow } from './find-flow.js';

const stored = {
  type: z.enum(['document', 'id_number']),
  metadata: z.record(z.string(), z.string()),
};

export const flowTokenContext = (id: string): string => `verification_flow:${id}:token`;

/** Which kind of session a flow makes. */
export const typeOf = (row: FlowRow) => stored.type.parse(row.type);

export const metadataOf = (row: FlowRow) => stored.metadata.parse(row.metadata);

/** A flow as the API shows it. */
export const presentFlow = (deps: Pick<Deps, 'keys' | 'settings'>, row: FlowRow): VerificationFlowResource =>
  renderVerificationFlow(
    {
      ...row,
      type: typeOf(row),
      options: row.options as SessionOptions,
      metadata: metadataOf(row),
      token: openJson(deps.keys, row.sealedToken, flowTokenContext(row.id), z.string()),
    },
    deps.settings.publicUrl,
  );
