import { type PictureOrigin, UNKNOWN_ORIGIN } from '@idem/contracts';
import type { Metadata } from 'sharp';
import { rawProfiles } from '../stated-orientation.js';
import { readC2pa } from './c2pa-manifest.js';
import { declaredSourceIn } from './declared-source.js';
import { jumbfOf } from './jumbf-of.js';
import { EDITORS, GENERATORS, programsIn } from './known-programs.js';

/** Metadata that is searched, at most; parameters of generators stand at the beginning. */
const MOST_TEXT = 512 * 1024;

/**
 * What an uploaded picture tells of its making: programs that name themselves in Exif, XMP, IPTC or PNG text, the
 * declared source type, a C2PA manifest. Anybody can remove all of it, and write it: absence says nothing.
 *
 * @param metadata of libvips, which has taken the blocks out of the file
 */
export function readOrigin(
  bytes: Buffer,
  format: 'jpg' | 'png',
  metadata: Pick<Metadata, 'exif' | 'xmp' | 'iptc' | 'comments'>,
): PictureOrigin {
  const jumbf = jumbfOf(bytes, format);
  const claims = jumbf && readC2pa(jumbf);
  const text = `${textOf(metadata)}\n${claims?.programs ?? ''}`;
  return {
    ...UNKNOWN_ORIGIN,
    editors: programsIn(EDITORS, text),
    generators: programsIn(GENERATORS, text),
    declared:
      claims?.declared === 'generated' ? 'generated' : (declaredSourceIn(text) ?? claims?.declared ?? null),
    c2pa: claims && { claimGenerator: claims.claimGenerator, actions: [...claims.actions] },
  };
}

function textOf({ exif, xmp, iptc, comments }: Pick<Metadata, 'exif' | 'xmp' | 'iptc' | 'comments'>): string {
  const raw = rawProfiles(comments);
  const blocks = [exif, xmp, iptc, raw.exif, raw.xmp].flatMap((block) =>
    // Zeros go, so that what Exif writes in UTF-16 reads as the rest.
    block ? [block.subarray(0, MOST_TEXT).toString('latin1').replaceAll('\0', '')] : [],
  );
  const texts = (comments ?? []).map(({ keyword, text }) => `${keyword}: ${text}`.slice(0, MOST_TEXT));
  return [...blocks, ...texts].join('\n');
}
