import { forbidden } from '@idem/contracts';
import {
  type Caller,
  type KeyCaller,
  type Permission,
  RESTRICTED_ONLY,
  SENSITIVE_PERMISSIONS,
} from './caller.js';

/** Who may use a route: keys with a permission and, where it says so, the person's own device. */
export interface AccessRule {
  readonly permission: Permission;
  readonly clientSecret?: true;
}

/** @throws {ApiError} 403 */
export function authorize(caller: Caller, rule: AccessRule): void {
  if (caller.kind === 'client') {
    if (rule.clientSecret) return;
    throw forbidden(
      'Neither a client secret nor an ephemeral key can be used for this request. Make it from your server, with a secret API key.',
      'secret_key_required',
    );
  }
  if (caller.kind === 'publishable') {
    throw forbidden(
      'This API call cannot be made with a publishable API key. Please use a secret API key.',
      'secret_key_required',
    );
  }
  requirePermission(caller, rule.permission);
}

/** @throws {ApiError} 403 naming the permission */
export function requirePermission(caller: KeyCaller, permission: Permission): void {
  if (holds(caller, permission)) return;
  throw forbidden(
    caller.kind === 'secret'
      ? `This request cannot be made with a secret key. Use a restricted key that has the permission '${permission}'.`
      : `The provided key does not have the required permission for this request: '${permission}'.`,
  );
}

export const holds = (caller: Pick<KeyCaller, 'kind' | 'permissions'>, permission: Permission): boolean =>
  caller.kind === 'secret'
    ? !RESTRICTED_ONLY.includes(permission)
    : caller.kind === 'restricted' && caller.permissions.has(permission);

/** Whether a caller may see sensitive results at all; of which verifications, `assertRecent` decides. */
export const seesSensitiveResults = (caller: Caller): boolean =>
  caller.kind !== 'client' && SENSITIVE_PERMISSIONS.some((permission) => holds(caller, permission));

/** @throws {ApiError} 403 naming the permissions */
export function requireSensitiveResults(caller: Caller): void {
  if (seesSensitiveResults(caller)) return;
  const wanted = SENSITIVE_PERMISSIONS.map((permission) => `'${permission}'`).join(' or ');
  throw forbidden(
    caller.kind === 'secret'
      ? `A secret key cannot access sensitive results. Use a restricted key that has the permission ${wanted}.`
      : `The provided key does not have the required permission for this request: ${wanted}.`,
  );
}

/** Stripe's window for keys that anybody who steals them can use from anywhere. */
const RECENT_MS = 48 * 60 * 60 * 1000;

/** Whether a caller sees sensitive results of recent verifications only: the key is not bound to addresses, or not granted more. */
export const seesRecentOnly = (caller: Caller): boolean =>
  caller.kind === 'client' ||
  caller.ipAllowlist.length === 0 ||
  !caller.permissions.has('identity.sensitive_results');

/**
 * Refuses the sensitive results of a verification that was processed more than 48 hours ago.
 *
 * @throws {ApiError} 403
 */
export function assertRecent(processedAt: Date, now: Date): void {
  if (now.getTime() - processedAt.getTime() <= RECENT_MS) return;
  throw forbidden(
    "This key can only access sensitive results of verifications that were processed in the last 48 hours. For older ones, use a restricted key that is limited to IP addresses (ip_allowlist) and has the permission 'identity.sensitive_results'.",
  );
}
