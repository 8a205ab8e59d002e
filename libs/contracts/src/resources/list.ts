/** One page of objects, newest first. */
export interface ListResource<T> {
  object: 'list';
  url: string;
  has_more: boolean;
  data: T[];
}

export const renderList = <T>(url: string, data: T[], hasMore: boolean): ListResource<T> => ({
  object: 'list',
  url,
  has_more: hasMore,
  data,
});
