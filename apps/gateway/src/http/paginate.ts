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

/** How one table is read for a list; `At` is what is to be known of the object that a cursor names. */
export interface ListSource<Row extends Sequenced, At extends Sequenced = Sequenced> {
  /** Where the list is found: `/v1/events`. */
  readonly url: string;
  /** What its objects are called in messages: `event`. */
  readonly noun: string;
  /** The row with this id, if the caller may see it. */
  readonly find: (id: string) => Promise<At | null>;
  readonly read: (query: {
    readonly seq: { readonly lt: bigint } | { readonly gt: bigint } | undefined;
    /** What the cursor names. */
    readonly at: At | null;
    readonly order: 'asc' | 'desc';
    readonly take: number;
  }) => Promise<Row[]>;
}

/**
 * One page of a list, newest first, whichever way it is walked.
 *
 * @throws {ApiError} 400 when both cursors are given, or one names no object that the caller can see
 */
export async function paginate<Row extends Sequenced, T, At extends Sequenced = Sequenced>(
  params: Pagination,
  source: ListSource<Row, At>,
  render: (row: Row) => T | Promise<T>,
): Promise<ListResource<T>> {
  const { starting_after: after, ending_before: before, limit = DEFAULT_LIMIT } = params;
  if (after !== undefined && before !== undefined) {
    throw requestInvalid(
      'You can only specify one of these parameters: starting_after, ending_before.',
      'ending_before',
    );
  }
  const cursor = after ?? before;
  const at = cursor === undefined ? null : await source.find(cursor);
  if (cursor !== undefined && at === null) {
    throw resourceMissing(source.noun, cursor, after === undefined ? 'ending_before' : 'starting_after', 400);
  }
  const backwards = before !== undefined;
  const rows = await source.read({
    seq: at === null ? undefined : backwards ? { gt: at.seq } : { lt: at.seq },
    at,
    order: backwards ? 'asc' : 'desc',
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  if (backwards) page.reverse();
  return renderList(source.url, await Promise.all(page.map(render)), rows.length > limit);
}

/**
 * Condition and order for a list that is filtered by creation time: it is walked along that time, so that an index leads
 * to its first row. In order of insertion everything newer would be read and thrown away first.
 */
export function chronologically(
  at: { readonly seq: bigint; readonly createdAt: Date } | null,
  order: 'asc' | 'desc',
) {
  const orderBy = [{ createdAt: order }, { seq: order }];
  if (at === null) return { where: {}, orderBy };
  const { seq, createdAt } = at;
  const where =
    order === 'asc'
      ? {
          createdAt: { gte: createdAt },
          OR: [{ createdAt: { gt: createdAt } }, { createdAt, seq: { gt: seq } }],
        }
      : {
          createdAt: { lte: createdAt },
          OR: [{ createdAt: { lt: createdAt } }, { createdAt, seq: { lt: seq } }],
        };
  return { where, orderBy };
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
