import { forbidden } from '@idem/contracts';
import type { Caller, KeyCaller, Permission } from './caller.js';

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
      'A client secret cannot be used for this request. Make it from your server, with a secret API key.',
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
      ? `A secret key cannot see this. Use a restricted key that has the permission '${permission}'.`
      : `The provided key does not have the required permission for this request: '${permission}'.`,
  );
}

const holds = (caller: KeyCaller, permission: Permission): boolean =>
  caller.kind === 'secret'
    ? permission !== 'identity.sensitive_results'
    : caller.kind === 'restricted' && caller.permissions.has(permission);
