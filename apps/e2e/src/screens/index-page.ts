/** One picture, and where it belongs on the sheet. */
export interface TakenScreen {
  readonly screen: string;
  readonly scene: string;
  readonly look: string;
  readonly file: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const nameOf = ({ screen, scene }: TakenScreen): string => `${screen} · ${scene}`;

/** A page that shows all pictures, a row a scene. */
export function renderIndex(taken: readonly TakenScreen[]): string {
  const names = [...new Set(taken.map(nameOf))];
  const rows = names.map((name) => {
    const figures = taken
      .filter((each) => nameOf(each) === name)
      .map(
        ({ look, file }) =>
          `<figure><a href="${escaped(file)}"><img loading="lazy" src="${escaped(file)}" alt=""></a><figcaption>${escaped(look)}</figcaption></figure>`,
      );
    return `<h2>${escaped(name)}</h2><div>${figures.join('')}</div>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>body{font:14px system-ui;margin:2rem}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
figure{margin:0}img{height:420px;border:1px solid #999}</style>
<h1>Screens (${taken.length} pictures)</h1>${rows.join('\n')}</html>
`;
}
