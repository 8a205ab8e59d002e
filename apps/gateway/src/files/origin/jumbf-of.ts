import { crc32 } from 'node:zlib';
import { jpegSegments, SOS } from '../jpeg-segments.js';
import { UnreadableImageError } from '../unreadable-image.js';

const APP11 = 0xeb;

/**
 * The JUMBF stream that a JPEG or PNG carries: APP11 segments put together (ISO/IEC 19566-5, annex D), or the chunk
 * `caBX`; null without one. Damaged segments end the search: `admitImage` refuses the file for them.
 */
export function jumbfOf(bytes: Buffer, format: 'jpg' | 'png'): Buffer | null {
  return format === 'jpg' ? fromJpeg(bytes) : fromPng(bytes);
}

function fromJpeg(jpeg: Buffer): Buffer | null {
  const parts: { readonly instance: number; readonly sequence: number; readonly data: Buffer }[] = [];
  for (const payload of payloadsOf(jpeg, APP11)) {
    // Common identifier "JP", instance of the box, number of the packet, then the box; later packets repeat its header.
    if (payload.length > 16 && payload.toString('latin1', 0, 2) === 'JP') {
      const sequence = payload.readUInt32BE(4);
      const data = payload.subarray(sequence === 1 ? 8 : 16);
      parts.push({ instance: payload.readUInt16BE(2), sequence, data });
    }
  }
  if (parts.length === 0) return null;
  parts.sort((a, b) => a.instance - b.instance || a.sequence - b.sequence);
  return Buffer.concat(parts.map(({ data }) => data));
}

/** What segments of one kind hold, in front of the first scan. */
function payloadsOf(jpeg: Buffer, wanted: number): readonly Buffer[] {
  const payloads: Buffer[] = [];
  try {
    for (const { marker, start, end } of jpegSegments(jpeg)) {
      if (marker === SOS) break;
      if (marker === wanted) payloads.push(jpeg.subarray(start + 4, end));
    }
  } catch (error) {
    if (!(error instanceof UnreadableImageError)) throw error;
  }
  return payloads;
}

function fromPng(png: Buffer): Buffer | null {
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > png.length) return null;
    if (png.toString('latin1', at + 4, at + 8) === 'caBX') {
      const body = png.subarray(at + 4, at + 8 + length);
      return crc32(body) === png.readUInt32BE(end - 4) ? body.subarray(4) : null;
    }
    at = end;
  }
  return null;
}
