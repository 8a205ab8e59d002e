/** A box of JUMBF (ISO/IEC 19566-5): its type and content, and the label of the superbox that it lies in. */
export interface JumbfBox {
  readonly type: string;
  readonly label: string;
  readonly content: Buffer;
}

/** Boxes that one file may have, and how deep they may lie; real manifests have some dozens, four deep. */
const MOST_BOXES = 2_000;
const MOST_DEPTH = 12;

/** The content boxes of a JUMBF stream, depth first. What is damaged, or beyond the limits, ends the walk there. */
export function jumbfBoxes(bytes: Buffer): JumbfBox[] {
  const found: JumbfBox[] = [];
  walk(bytes, '', 0, found);
  return found;
}

function walk(bytes: Buffer, inherited: string, depth: number, found: JumbfBox[]): void {
  if (depth > MOST_DEPTH) return;
  let label = inherited;
  for (let at = 0; at + 8 <= bytes.length && found.length < MOST_BOXES; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    if (size < 8 || at + size > bytes.length) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + size);
    if (type === 'jumb') walk(content, label, depth + 1, found);
    else if (type === 'jumd') label = labelOf(content);
    else found.push({ type, label, content });
    at += size;
  }
}

/** A description box: 16 bytes of type, toggles (bit 1: a label follows), a label that ends with a zero. */
function labelOf(description: Buffer): string {
  if (description.length < 18 || ((description[16] ?? 0) & 2) === 0) return '';
  const end = description.indexOf(0, 17);
  return end === -1 ? '' : description.toString('utf8', 17, Math.min(end, 17 + 200));
}
