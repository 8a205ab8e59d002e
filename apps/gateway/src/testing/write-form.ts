/** Writes parameters as the `stripe` client does: `a[b][0]=c`, null as an empty text. */
export function writeForm(params: object): string {
  return pairs(params, (key) => key)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

function pairs(value: object, nameOf: (key: string) => string): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]): [string, string][] => {
    const name = nameOf(key);
    if (entry === null || entry === undefined) return [[name, '']];
    if (typeof entry === 'object') return pairs(entry, (inner) => `${name}[${inner}]`);
    return [[name, String(entry)]];
  });
}
