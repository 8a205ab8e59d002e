import type { CheckInput } from '@idem/checks';
import type { ImageSlot } from '@idem/domain';
import type { SealingKey } from '@idem/platform/crypto/sealing-key';
import { loadFile, openOrigin } from '@idem/platform/files/file-vault';
import type { Database } from '@idem/platform/prisma/open-database';
import type { ObjectStore } from '@idem/platform/storage/object-store';

interface OpenFilesDeps {
  readonly db: Database;
  readonly store: ObjectStore;
}

/** The files of a submission by the names they were handed in under; names without a file are left out. */
export async function openFiles<Name extends string>(
  deps: OpenFilesDeps,
  fileIds: Readonly<Partial<Record<Name, string | undefined>>>,
  owner: SealingKey,
): Promise<Partial<Record<Name, Uint8Array>>> {
  const opened = Object.entries<string | undefined>(fileIds).map(async ([name, id]) => {
    if (id === undefined) return [];
    const file = await deps.db.file.findUniqueOrThrow({ where: { id } });
    return [[name, await loadFile(deps, { file, owner })] as const];
  });
  return Object.fromEntries((await Promise.all(opened)).flat()) as Partial<Record<Name, Uint8Array>>;
}

/** The pictures of a challenge, one after the other: there may be two dozen. */
export async function openFrames(
  deps: OpenFilesDeps,
  fileIds: readonly string[],
  owner: SealingKey,
): Promise<readonly Uint8Array[]> {
  const frames: Uint8Array[] = [];
  for (const id of fileIds) {
    const file = await deps.db.file.findUniqueOrThrow({ where: { id } });
    frames.push(await loadFile(deps, { file, owner }));
  }
  return frames;
}

/** What pictures told of their making, by slot; nothing for those of which nothing was recorded. */
export async function openOrigins(
  { db }: Pick<OpenFilesDeps, 'db'>,
  fileIds: Readonly<Partial<Record<ImageSlot, string | undefined>>>,
  owner: SealingKey,
): Promise<NonNullable<CheckInput['origins']>> {
  const ids = Object.values(fileIds).filter((id) => id !== undefined);
  const files = await db.file.findMany({ where: { id: { in: ids } } });
  return Object.fromEntries(
    Object.entries(fileIds).flatMap(([slot, id]) => {
      const file = files.find((row) => row.id === id);
      const origin = file && openOrigin(file, owner);
      return origin ? [[slot, origin]] : [];
    }),
  );
}
