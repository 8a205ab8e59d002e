/** How an issuer builds its symbol; the defaults are what the standard asks for. */
export interface SymbolForm {
  readonly version: number;
  readonly issuer: string;
  readonly type?: 'DL' | 'ID' | 'EN';
  readonly elements: Readonly<Record<string, string>>;
  /** Elements of a second subfile of the jurisdiction's own. */
  readonly own?: Readonly<Record<string, string>>;
  /** Added to every declared offset and length. */
  readonly offsetError?: number;
  readonly lengthError?: number;
  readonly separator?: string;
  readonly announced?: number;
  readonly opening?: string;
}

/** The content of a symbol (AAMVA DL/ID Card Design Standard, annex D): header, designators, subfiles. */
export function symbolOf(form: SymbolForm): string {
  const { version, issuer, type = 'DL', separator = '\n', own } = form;
  const body = (elements: Readonly<Record<string, string>>) =>
    Object.entries(elements)
      .map(([id, value]) => id + value)
      .join(separator);
  const subfiles = [
    { type, content: `${type}${body(form.elements)}\r` },
    ...(own ? [{ type: 'ZV', content: `ZV${body(own)}\r` }] : []),
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  const four = (value: number) => String(Math.max(0, value)).padStart(4, '0');
  const opening = form.opening ?? '@\n\u001e\rANSI ';
  const jurisdiction = version < 2 ? '' : '01';
  const header = `${opening}${issuer}${two(version)}${jurisdiction}${two(form.announced ?? subfiles.length)}`;
  let at = header.length + 10 * subfiles.length;
  const designators = subfiles.map(({ type: name, content }) => {
    const offset = four(at + (form.offsetError ?? 0));
    at += content.length;
    return `${name}${offset}${four(content.length + (form.lengthError ?? 0))}`;
  });
  return header + designators.join('') + subfiles.map(({ content }) => content).join('');
}

/** A Virginian licence of the standard of 2020. */
export const VIRGINIAN: SymbolForm = {
  version: 10,
  issuer: '636000',
  elements: {
    DAQ: 'T64235789',
    DCS: 'ERIKSSON',
    DDE: 'N',
    DAC: 'ANNA',
    DDF: 'N',
    DAD: 'MARIA',
    DDG: 'N',
    DCA: 'D',
    DBD: '04162021',
    DBB: '08121974',
    DBA: '04152031',
    DBC: '2',
    DAY: 'BRO',
    DAG: '12 HARBOUR STREET',
    DAI: 'ZENITH',
    DAJ: 'VA',
    DAK: '101150000  ',
    DCF: '12345678901234',
    DCG: 'USA',
    DDA: 'F',
    DDB: '06062019',
  },
};
