import { parseArgs } from 'node:util';
import { PERMISSIONS, type Permission } from '@idem/gateway/http/caller';
import { isAddressRange } from '@idem/gateway/http/ip-allowlist';
import { faultOf } from '@idem/gateway/keys/key-grant';
import { MAX_GRACE_MS } from '@idem/gateway/keys/roll-api-key';
import { OperatorError } from '../operator-error.js';

export type KeysOptions = { readonly account: string | undefined } & (
  | { readonly action: 'list' }
  | { readonly action: 'revoke'; readonly id: string }
  | { readonly action: 'roll'; readonly id: string; readonly graceHours: number }
  | {
      readonly action: 'create';
      readonly kind: 'secret' | 'restricted' | 'publishable';
      readonly livemode: boolean;
      readonly name: string | undefined;
      readonly permissions: readonly Permission[];
      readonly ipAllowlist: readonly string[];
    }
);

const USAGE = `Usage, for the database of DATABASE_URL, else that of npm start:
    npm run keys -- create [--restricted --permission NAME… [--ip ADDRESS|CIDR]… | --publishable] [--live] [--name TEXT]
    npm run keys -- roll KEY_ID [--grace HOURS]
    npm run keys -- revoke KEY_ID
    npm run keys -- list
  --account ACCT_ID where there are several. Permissions: ${PERMISSIONS.join(', ')}.`;

const MAX_GRACE_HOURS = MAX_GRACE_MS / 3_600_000;

const OPTION_OF = { permissions: '--permission', ip_allowlist: '--ip' } as const;

/** @throws {OperatorError} with what is wrong, and the usage. */
export function readKeysOptions(argv: readonly string[]): KeysOptions {
  const { values, positionals } = parse(argv);
  const [action, id, ...rest] = positionals;
  const account = values.account;
  if (rest.length > 0) throw new OperatorError(USAGE);
  if (action === 'list' && id === undefined) return { action, account };
  if (action === 'revoke' && id !== undefined) return { action, id, account };
  if (action === 'roll' && id !== undefined) return { action, id, account, graceHours: grace(values.grace) };
  if (action !== 'create' || id !== undefined) throw new OperatorError(USAGE);
  const kind = values.restricted ? 'restricted' : values.publishable ? 'publishable' : 'secret';
  const permissions = (values.permission ?? []).map(permission);
  const ipAllowlist = (values.ip ?? []).map(address);
  if (values.restricted && values.publishable) throw wrong('A key is restricted or publishable, not both.');
  const fault = faultOf({ kind, permissions, ipAllowlist });
  if (fault !== null) throw wrong(`${OPTION_OF[fault.field]}: ${fault.problem}`);
  return {
    action,
    account,
    kind,
    livemode: values.live === true,
    name: values.name,
    permissions,
    ipAllowlist,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        account: { type: 'string' },
        grace: { type: 'string' },
        ip: { type: 'string', multiple: true },
        live: { type: 'boolean' },
        name: { type: 'string' },
        permission: { type: 'string', multiple: true },
        publishable: { type: 'boolean' },
        restricted: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new OperatorError(USAGE, { cause });
  }
}

const wrong = (message: string): OperatorError => new OperatorError(`${message}\n  ${USAGE}`);

function permission(name: string): Permission {
  const known = PERMISSIONS.find((candidate) => candidate === name);
  if (known === undefined) throw wrong(`There is no permission "${name}".`);
  return known;
}

function address(text: string): string {
  if (!isAddressRange(text)) throw wrong(`"${text}" is neither an IP address nor a CIDR range.`);
  return text;
}

function grace(text = '0'): number {
  const hours = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(hours <= MAX_GRACE_HOURS)) throw wrong(`--grace is a number of hours up to ${MAX_GRACE_HOURS}.`);
  return hours;
}
