import { branding, NO_BRANDING, type PageSettingsRecord } from '@idem/contracts';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import type { Scope } from '../http/caller.js';

const stored = branding.partial();

/** The settings of an account in one mode; those of a page that nobody has set up, when there are none. */
export async function findPageSettings(
  db: Database | Transaction,
  { accountId, livemode }: Scope,
): Promise<PageSettingsRecord> {
  const row = await db.pageSettings.findUnique({ where: { accountId_livemode: { accountId, livemode } } });
  if (row === null) return { name: null, branding: NO_BRANDING, allowedOrigins: [] };
  const { name, allowedOrigins } = row;
  return { name, allowedOrigins, branding: { ...NO_BRANDING, ...definedIn(stored.parse(row.branding)) } };
}

const definedIn = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
