import open from '@cornerstonejs/codec-openjpeg/wasmjs';
import { bigEndian, concat } from './der.js';

/** Interleaved 8-bit samples, three to a pixel or one. */
export interface Samples {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly components: 1 | 3;
}

/** Encodes without loss as JPEG 2000: a bare codestream, or the JP2 file around one. */
export async function encodeJpeg2000(samples: Samples, container: 'jp2' | 'j2k'): Promise<Uint8Array> {
  const silence = () => undefined;
  const { J2KEncoder } = await open({ print: silence, printErr: silence });
  const encoder = new J2KEncoder();
  try {
    const { width, height, components } = samples;
    encoder
      .getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount: components, isSigned: false })
      .set(samples.data);
    encoder.setQuality(true, 0);
    encoder.encode();
    const codestream = Uint8Array.from(encoder.getEncodedBuffer());
    return container === 'j2k' ? codestream : jp2File(samples, codestream);
  } finally {
    encoder.delete();
  }
}

/** ISO/IEC 15444-1, annex I: signature, file type, header (size and colour), codestream. */
function jp2File({ width, height, components }: Samples, codestream: Uint8Array): Uint8Array {
  const size = concat([uint32(height), uint32(width), Uint8Array.of(0, components, 7, 7, 0, 0)]);
  const colour = Uint8Array.of(1, 0, 0, 0, 0, 0, components === 1 ? 17 : 16);
  return concat([
    box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a)),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', box('ihdr', size), box('colr', colour)),
    box('jp2c', codestream),
  ]);
}

function box(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const value = concat(contents);
  return concat([uint32(value.length + 8), Buffer.from(type, 'latin1'), value]);
}

function uint32(value: number): Uint8Array {
  const bytes = bigEndian(value);
  return concat([new Uint8Array(4 - bytes.length), bytes]);
}
