import { holds } from '../http/authorize.js';
import { type KeyCaller, PERMISSIONS, type Permission } from '../http/caller.js';
import { isAddressRange, isWithin } from '../http/ip-allowlist.js';

/** What a key may do, and from where. */
export interface KeyGrant {
  readonly kind: KeyCaller['kind'];
  readonly permissions: readonly Permission[];
  readonly ipAllowlist: readonly string[];
}

export interface GrantFault {
  readonly field: 'permissions' | 'ip_allowlist';
  readonly problem: string;
}

/** What no key can be granted, whoever makes it; null when there is nothing of the kind. */
export function faultOf({ kind, permissions, ipAllowlist }: KeyGrant): GrantFault | null {
  const bad = ipAllowlist.find((range) => !isAddressRange(range));
  if (bad !== undefined)
    return { field: 'ip_allowlist', problem: `"${bad}" is neither an IP address nor a CIDR range.` };
  if (kind !== 'restricted') {
    const only = 'only restricted keys can have any.';
    if (permissions.length > 0) return { field: 'permissions', problem: only };
    return ipAllowlist.length > 0 ? { field: 'ip_allowlist', problem: only } : null;
  }
  if (permissions.length === 0)
    return { field: 'permissions', problem: 'a restricted key needs at least one.' };
  if (permissions.includes('identity.sensitive_results') && ipAllowlist.length === 0) {
    return {
      field: 'ip_allowlist',
      problem:
        'the permission identity.sensitive_results requires at least one address. Add one, or grant identity.recent_sensitive_results instead.',
    };
  }
  return null;
}

/**
 * What of a grant its maker does not hold; null when there is nothing. A key that is bound to addresses makes keys
 * that are bound to no others: else whoever stole it would make one that works from where they are.
 */
export function beyond(
  maker: Pick<KeyCaller, 'kind' | 'permissions' | 'ipAllowlist'>,
  { kind, permissions, ipAllowlist }: KeyGrant,
): GrantFault | null {
  const wanted =
    kind === 'secret'
      ? PERMISSIONS.filter((permission) => holds({ kind, permissions: new Set() }, permission))
      : permissions;
  const missing = wanted.filter((permission) => !holds(maker, permission));
  if (missing.length > 0) return { field: 'permissions', problem: `it does not have ${missing.join(', ')}.` };
  // A publishable key may do nothing, wherever it is used from.
  if (maker.ipAllowlist.length === 0 || kind === 'publishable') return null;
  const isBound = ipAllowlist.length > 0 && ipAllowlist.every((range) => isWithin(maker.ipAllowlist, range));
  return isBound
    ? null
    : {
        field: 'ip_allowlist',
        problem: `it can only be used from ${maker.ipAllowlist.join(', ')}. Set ip_allowlist to addresses within these.`,
      };
}
