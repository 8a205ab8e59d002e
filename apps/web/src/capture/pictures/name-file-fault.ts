/** Why a file cannot be used, each with another way out for the person. */
export type FileFault = 'heic' | 'not_picture' | 'unreadable';

/** Brands of ISO base media files (ISO/IEC 23008-12) that hold pictures coded as HEVC. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1'];

/**
 * What kind of file it was that the browser could not open.
 *
 * @param head its first 12 bytes
 * @param type what the browser takes it for, empty where it does not know
 */
export function nameFileFault(head: Uint8Array, type: string): FileFault {
  const text = String.fromCharCode(...head.subarray(4, 12));
  if (text.startsWith('ftyp') && HEIC_BRANDS.includes(text.slice(4))) return 'heic';
  if (/^image\/hei[cf]/.test(type)) return 'heic';
  return type !== '' && !type.startsWith('image/') ? 'not_picture' : 'unreadable';
}
