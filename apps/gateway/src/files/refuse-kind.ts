import { type ApiError, parameterInvalid } from '@idem/contracts';

/** Formats of pictures that phones and programs save, beside the two that are accepted: by media type. */
const PICTURES: Readonly<Record<string, string>> = {
  'image/avif': 'AVIF',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/apng': 'APNG',
  'image/bmp': 'BMP',
  'image/tiff': 'TIFF',
  'image/jxl': 'JPEG XL',
  'image/jp2': 'JPEG 2000',
  'image/jpx': 'JPEG 2000',
  'image/jls': 'JPEG-LS',
  'image/vnd.adobe.photoshop': 'Photoshop',
  'image/x-icon': 'ICO',
};

/** Major brands of ISO/IEC 23008-12, annex B: coded with HEVC, or a container that says so of no codec. */
const HEIF_BRAND = /^(?:hei[cmsx]|hev[cmsx]|mif1|msf1|mif2)$/;
const AVIF_BRAND = /^avi[fs]$/;
/** Far above the brands of any real file. */
const MAX_FTYP_BYTES = 256;

/**
 * The refusal of a file that is neither a picture nor a PDF we work with. It names what the file is, by its bytes, and
 * says what to do: the person holds a telephone that made it so, and may know neither word.
 *
 * @param mime as its magic bytes say; undefined for none that is known
 */
export function refuseKind(bytes: Buffer, mime: string | undefined): ApiError {
  return parameterInvalid('file', 'parameter_invalid_file_type', messageFor(bytes, mime));
}

function messageFor(bytes: Buffer, mime: string | undefined): string {
  const brands = brandsOf(bytes);
  const picture = brands.some((brand) => AVIF_BRAND.test(brand)) ? 'AVIF' : PICTURES[mime ?? ''];
  if (picture !== undefined) {
    return `This picture is in ${picture} format, which is not supported. Save it as JPEG or PNG and upload it again, or take a new picture.`;
  }
  if (brands.some((brand) => HEIF_BRAND.test(brand))) {
    return 'This picture is in HEIC format, which is not supported. On an iPhone, open Settings > Camera > Formats, choose "Most Compatible" and take the picture again; on other phones, turn off HEIF or "high efficiency" pictures. Or take the picture here with the camera. HEIC pictures can also be saved as JPEG and then uploaded.';
  }
  if (mime?.startsWith('video/') === true)
    return 'This file is a video, which is not supported. Take a still picture and upload it as JPEG or PNG.';
  if (isBase64(bytes))
    return 'This file is base64 text and not a picture. Upload the bytes of the picture itself, without encoding them.';
  return 'This file is not of a supported type. Upload a JPEG or PNG picture, or a PDF of a document.';
}

/** Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3); none of any other file. */
function brandsOf(bytes: Buffer): readonly string[] {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, MAX_FTYP_BYTES);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}

/** How a JPEG, a PNG or a PDF begins once it is written in base64, in a data URL or bare. */
const isBase64 = (bytes: Buffer): boolean =>
  /^\s*(?:data:[\w.+/-]*(?:;[\w=-]+)*,)?\s*(?:\/9j\/|iVBORw0KGgo|JVBERi0)/.test(
    bytes.toString('latin1', 0, 200),
  );
