import { pointOnQuad } from '@idem/vision/image/perspective';
import type { Point, Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { oppositeTurns, type QuarterTurns, rotatePoint } from '@idem/vision/image/rotate';

/** The upright page, and how it lies in the picture that was sent. */
export interface PageInPicture {
  readonly picture: RgbImage;
  /** Where the page was cut from the picture; null when the page is the picture. */
  readonly outline: Quad | null;
  readonly page: RgbImage;
  /** Clockwise turns from the page to the upright page. */
  readonly turns: QuarterTurns;
  readonly upright: RgbImage;
}

/** A quad of the upright page, corner by corner, as it lies in the picture. */
export function onPicture(quad: Quad, { upright, turns, page, outline }: PageInPicture): Quad {
  return quad.map((point): Point => {
    const onPage = rotatePoint(point, oppositeTurns(turns), upright.width, upright.height);
    return outline ? pointOnQuad(onPage, outline, page.width, page.height) : onPage;
  }) as unknown as Quad;
}
