type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The conditions that were given. */
export const defined = <T extends object>(conditions: T): Defined<T> =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) as Defined<T>;
