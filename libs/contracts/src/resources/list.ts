import { z } from 'zod';

/** One page of objects, newest first. */
export interface ListResource<T> {
  object: 'list';
  url: string;
  has_more: boolean;
  data: T[];
}

/** The schema of a page of objects. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    object: z.literal('list'),
    url: z.string().meta({ description: 'The path at which the list is found.' }),
    has_more: z.boolean(),
    data: z.array(item),
  });

export const renderList = <T>(url: string, data: T[], hasMore: boolean): ListResource<T> => ({
  object: 'list',
  url,
  has_more: hasMore,
  data,
});
