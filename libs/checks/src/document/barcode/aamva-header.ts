/** Where a subfile is said to be. Offsets count characters from the start of the symbol's content. */
export interface SubfileEntry {
  /** `DL` licence, `ID` identification card, `EN` enhanced licence, `Z?` the jurisdiction's own. */
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

export interface AamvaHeader {
  /** Issuer identification number, six digits. */
  readonly issuer: string;
  /** 0 before the standard of 2000, 1 for 2000, 2 for 2003, 3 for 2005, 4 for 2009, 5–10 for 2010–2020. */
  readonly version: number;
  /** Null in versions 0 and 1, which do not have one. */
  readonly jurisdictionVersion: number | null;
  /** The number of entries that the header announces. */
  readonly announced: number;
  readonly entries: readonly SubfileEntry[];
  /** Where the header ends and the first subfile may begin. */
  readonly end: number;
}

/**
 * `@ LF RS CR ANSI ` or `AAMVA`, issuer, version. Leading marks are missing or replaced on some cards; behind the
 * `@` even by letters.
 */
const OPENING = /^(?:[^A-Z0-9]{0,8}?|\s*@[\s\S]{0,6}?)(?:ANSI|AAMVA) ?(\d{6})(\d{2})/i;
const DESIGNATOR = /^([A-Z][A-Z0-9])(\d{4})(\d{4})/;
/** No card has more subfiles: one for the document, one for the jurisdiction, a few for other uses. */
const MAX_ENTRIES = 12;

/**
 * Reads the header of a driving licence's symbol (AAMVA DL/ID Card Design Standard, annex D.12.3).
 *
 * A jurisdiction version follows the version from 2003 on; the layout in which a subfile designator comes
 * next is taken, since some issuers announce one version and write the other's header.
 *
 * @returns null when the text is not of this format.
 */
export function readHeader(text: string): AamvaHeader | null {
  const opening = OPENING.exec(text);
  if (!opening) return null;
  const [matched, issuer, versionText] = opening as unknown as [string, string, string];
  const version = Number(versionText);
  const layouts = version < 2 ? [false, true] : [true, false];
  const readings = layouts.map((withJurisdiction) => readCounts(text, matched.length, withJurisdiction));
  const counts = readings.find(({ entries }) => entries.length > 0) ?? readings[0]!;
  return { issuer, version, ...counts };
}

function readCounts(text: string, start: number, withJurisdiction: boolean) {
  const digits = withJurisdiction ? 4 : 2;
  const counts = /^\d*/.exec(text.slice(start, start + digits))![0];
  let end = start + counts.length;
  const entries: SubfileEntry[] = [];
  while (entries.length < MAX_ENTRIES) {
    const designator = DESIGNATOR.exec(text.slice(end, end + 10));
    if (!designator) break;
    const [whole, type, offset, length] = designator as unknown as [string, string, string, string];
    entries.push({ type, offset: Number(offset), length: Number(length) });
    end += whole.length;
  }
  return {
    jurisdictionVersion: withJurisdiction && counts.length === 4 ? Number(counts.slice(0, 2)) : null,
    announced: Number(counts.slice(-2) || 0),
    entries,
    end,
  };
}
