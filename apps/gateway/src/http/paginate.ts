import {
  type CreatedFilter,
  type ListResource,
  type Pagination,
  renderList,
  requestInvalid,
  resourceMissing,
} from '@idem/contracts';

const DEFAULT_LIMIT = 10;

/** A row of a list: `seq` grows with insertion. */
export interface Sequenced {
  readonly seq: bigint;
}

/** How one table is read for a list. */
export interface ListSource<Row extends Sequenced> {
  /** Where the list is found: `/v1/events`. */
  readonly url: string;
  /** What its objects are called in messages: `event`. */
  readonly noun: string;
  /** The row with this id, if the caller may see it. */
  readonly find: (id: string) => Promise<Sequenced | null>;
  readonly read: (query: {
    readonly seq: { readonly lt: bigint } | { readonly gt: bigint } | undefined;
    readonly order: 'asc' | 'desc';
    readonly take: number;
  }) => Promise<Row[]>;
}

/**
 * One page of a list, newest first, whichever way it is walked.
 *
 * @throws {ApiError} 400 when both cursors are given, or one names no object that the caller can see
 */
export async function paginate<Row extends Sequenced, T>(
  params: Pagination,
  source: ListSource<Row>,
  render: (row: Row) => T | Promise<T>,
): Promise<ListResource<T>> {
  const { starting_after: after, ending_before: before, limit = DEFAULT_LIMIT } = params;
  if (after !== undefined && before !== undefined) {
    throw requestInvalid('Give either starting_after or ending_before, not both.', 'ending_before');
  }
  const cursor = after ?? before;
  const at = cursor === undefined ? null : await source.find(cursor);
  if (cursor !== undefined && at === null) {
    throw resourceMissing(source.noun, cursor, after === undefined ? 'ending_before' : 'starting_after', 400);
  }
  const backwards = before !== undefined;
  const rows = await source.read({
    seq: at === null ? undefined : backwards ? { gt: at.seq } : { lt: at.seq },
    order: backwards ? 'asc' : 'desc',
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  if (backwards) page.reverse();
  return renderList(source.url, await Promise.all(page.map(render)), rows.length > limit);
}

/** The `createdAt` condition of a filter in whole seconds; times are stored in milliseconds. */
export function createdWithin(filter: CreatedFilter): { gte?: Date; lt?: Date } | undefined {
  if (filter === undefined) return undefined;
  const { gt, gte, lt, lte } =
    typeof filter === 'number' ? { gt: undefined, gte: filter, lt: undefined, lte: filter } : filter;
  const from = [...(gt === undefined ? [] : [gt + 1]), ...(gte === undefined ? [] : [gte])];
  const until = [...(lt === undefined ? [] : [lt]), ...(lte === undefined ? [] : [lte + 1])];
  return {
    ...(from.length === 0 ? {} : { gte: new Date(Math.max(...from) * 1000) }),
    ...(until.length === 0 ? {} : { lt: new Date(Math.min(...until) * 1000) }),
  };
}
