import type { Metadata } from 'sharp';

/** What a picture states beside its pixels, as libvips hands it over. */
export type Stated = Pick<Metadata, 'orientation' | 'exif' | 'xmp' | 'comments'>;

/** Text that is searched for XMP, at most. */
const MOST_XMP = 256 * 1024;

/**
 * How a picture wants to be turned, 1…8 as in Exif 2.32 §4.6.4: by its Exif; else by Exif that programs of ImageMagick's
 * kind keep as text ("Raw profile type exif", in hexadecimal digits) in a PNG; else by XMP (`tiff:Orientation`). 1 where it
 * says nothing.
 */
export function statedOrientation(stated: Stated): number {
  if (stated.orientation !== undefined) return stated.orientation;
  const { exif, xmp } = rawProfiles(stated.comments);
  return (
    (exif && orientationOfTiff(exif)) ??
    orientationOfXmp(stated.xmp) ??
    orientationOfXmp(xmp ?? undefined) ??
    1
  );
}

/** Exif without its header, and XMP, that are kept as text. */
export function rawProfiles(comments: Metadata['comments']): {
  readonly exif: Buffer | null;
  readonly xmp: Buffer | null;
} {
  const profiles = (comments ?? []).flatMap(({ keyword, text }) => {
    const [, kind] = /^Raw profile type (exif|APP1|xmp)$/i.exec(keyword) ?? [];
    // A name, the number of bytes, and the bytes in lines of digits.
    const [, hex] = /^\s*\w+\s+\d+\s+([0-9a-f\s]*)$/i.exec(text) ?? [];
    return kind === undefined || hex === undefined ? [] : [Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')];
  });
  const exifs = profiles.flatMap((bytes) => tiffIn(bytes) ?? []);
  const xmps = profiles.filter((bytes) => bytes.includes('xmpmeta') || bytes.includes('rdf:RDF'));
  return { exif: exifs[0] ?? null, xmp: xmps[0] ?? null };
}

const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');

function tiffIn(bytes: Buffer): Buffer | null {
  const tiff = bytes.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER)
    ? bytes.subarray(EXIF_HEADER.length)
    : bytes;
  return /^(?:MM\0\*|II\*\0)/.test(tiff.toString('latin1', 0, 4)) ? tiff : null;
}

/** Tag 0x0112 of the first directory of a TIFF structure (TIFF 6.0, section 2); null without one. */
function orientationOfTiff(tiff: Buffer): number | null {
  const isBig = tiff[0] === 0x4d;
  const short = (at: number): number => (isBig ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  if (tiff.length < 8) return null;
  const directory = isBig ? tiff.readUInt32BE(4) : tiff.readUInt32LE(4);
  if (directory + 2 > tiff.length) return null;
  const count = short(directory);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.length) return null;
    if (short(at) === 0x0112) return inRange(short(at + 8));
  }
  return null;
}

function orientationOfXmp(xmp: Buffer | undefined): number | null {
  // Zeros go, so that UTF-16 reads as the rest.
  const text = xmp?.subarray(0, MOST_XMP).toString('latin1').replaceAll('\0', '') ?? '';
  const [, value] = /tiff:Orientation\s*(?:=\s*["']|>)\s*([1-8])\s*["'<]/.exec(text) ?? [];
  return value === undefined ? null : Number(value);
}

const inRange = (orientation: number): number | null =>
  orientation >= 1 && orientation <= 8 ? orientation : null;
