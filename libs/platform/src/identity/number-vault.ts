import type { DocumentFacts } from '@idem/contracts';
import { foldLatin } from '@idem/domain';
import type { MasterKeyRing } from '../crypto/master-key.js';
import type { Database, Transaction } from '../prisma/open-database.js';

/** Whose documents are remembered, and looked for. */
export interface NumberOwner {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
}

/** What of a document tells its number from others'. */
export type NumberedDocument = Pick<DocumentFacts, 'issuing_country' | 'number' | 'type' | 'address'>;

/** Characters that readers take for one another; a document must not escape its number by being read badly. */
const CONFUSABLE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  S: '5',
  B: '8',
  Z: '2',
};

/**
 * Number and issuer as one text; null for a document without a number. Licences of North America are numbered by each
 * state anew, and their holder's address tells which: it is the only trace of it among the facts.
 */
export function plainNumber({ issuing_country, number, type, address }: NumberedDocument): string | null {
  const plain = foldLatin(number ?? '').replace(/[OQDISBZ]/g, (letter) => CONFUSABLE[letter] ?? letter);
  if (plain === '') return null;
  const byState = type === 'driving_license' && (issuing_country === 'US' || issuing_country === 'CA');
  return [issuing_country ?? '', byState ? (address?.state ?? '') : '', plain].join('|');
}

const keysOf = (
  keys: Pick<MasterKeyRing, 'fingerprints'>,
  { accountId, livemode }: NumberOwner,
  plain: string,
) => keys.fingerprints(plain, `document_number:${accountId}:${livemode}`);

/** Remembers the number of a verified document, as a fingerprint. Safe to repeat. */
export async function rememberNumber(
  tx: Transaction,
  keys: Pick<MasterKeyRing, 'fingerprints'>,
  input: { readonly owner: NumberOwner; readonly document: NumberedDocument; readonly now: Date },
): Promise<void> {
  const plain = plainNumber(input.document);
  if (plain === null) return;
  const { sessionId } = input.owner;
  const [numberKey] = keysOf(keys, input.owner, plain);
  await tx.documentNumber.upsert({
    where: { sessionId },
    create: { sessionId, numberKey, createdAt: input.now },
    update: { numberKey, createdAt: input.now },
  });
}

/** Ids of other sessions of the account and mode that a document with this number was verified in, newest first. */
export async function findSessionsWithNumber(
  db: Database | Transaction,
  keys: Pick<MasterKeyRing, 'fingerprints'>,
  input: { readonly owner: NumberOwner; readonly document: NumberedDocument },
): Promise<readonly string[]> {
  const plain = plainNumber(input.document);
  if (plain === null) return [];
  const { accountId, livemode, sessionId } = input.owner;
  const rows = await db.documentNumber.findMany({
    where: {
      numberKey: { in: [...keysOf(keys, input.owner, plain)] },
      sessionId: { not: sessionId },
      session: { accountId, livemode, redaction: null },
    },
    select: { sessionId: true },
    orderBy: { createdAt: 'desc' },
  });
  return rows.map((row) => row.sessionId);
}

/** Forgets the number of a session's document: a part of its redaction, in its transaction. @returns how many */
export async function forgetNumber(tx: Transaction, sessionId: string): Promise<number> {
  return (await tx.documentNumber.deleteMany({ where: { sessionId } })).count;
}

/** Forgets numbers that were remembered before a moment. @returns how many */
export async function forgetNumbersBefore(db: Database, before: Date): Promise<number> {
  return (await db.documentNumber.deleteMany({ where: { createdAt: { lt: before } } })).count;
}
