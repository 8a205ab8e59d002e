import type { SeenSide, SideMeasurement } from '../measurement.js';
import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS, reasonOfQuality } from '../reasons.js';
import { MIN_SECOND_PORTRAIT, RIVAL_FACE, TURNED_FRAME } from '../thresholds.js';
import type { FaceByZone, SeenFace, SeenFaces } from './seen-faces.js';

/** A closed range. */
type Range = readonly [least: number, most: number];

/** Where a kind of document has its portrait. */
export interface PortraitPlace {
  /** For the reviewer: `left third`. */
  readonly name: string;
  holds(face: SeenFace): boolean;
}

/** A place in shares of the page: the face's centre, and its width. */
export const onPage = (name: string, x: Range, y: Range, width: Range): PortraitPlace => ({
  name,
  holds: (face) => within(face.x, x) && within(face.y, y) && within(face.width, width),
});

/** A place by the zone of the same side, in mm. */
export const byZone = (name: string, ranges: Readonly<Record<keyof FaceByZone, Range>>): PortraitPlace => ({
  name,
  holds: ({ byZone: place }) =>
    place !== null &&
    within(place.along, ranges.along) &&
    within(place.above, ranges.above) &&
    within(place.width, ranges.width),
});

const within = (value: number, [least, most]: Range): boolean => value >= least && value <= most;

/**
 * Whether a side bears its holder's portrait: a face in one of the kind's places, and none on or beside the document
 * that could be taken for it, nor on the other side: `findPortrait` takes the largest. A faint second portrait is
 * smaller, and shows the same person where it was seen.
 */
export function judgePortrait(
  side: SeenSide,
  places: readonly PortraitPlace[],
  other: SideMeasurement | null,
): Claim {
  const { onPage: faces, beside, second, frame } = side.faces;
  if (faces.length === 0)
    return notShown(reasonOfQuality(side) ?? REASONS.portraitMissing, 'a face on the page');
  const portrait = faces.find((face) => places.some((place) => place.holds(face)));
  if (!portrait) return notShown(REASONS.portraitMisplaced, `a face in its place: ${namesOf(places)}`);
  const rival = faces.find((face) => face !== portrait && face.width >= RIVAL_FACE * portrait.width);
  if (rival) return notShown(REASONS.twoFaces, 'one face on the page that is larger than the others');
  const limit = RIVAL_FACE * portrait.width;
  if (beside >= limit) return notShown(REASONS.faceBeside, 'no other face beside the document');
  const otherSide = other?.status === 'seen' ? other.faces : null;
  if (otherSide && Math.max(otherSide.beside, otherSide.onPage[0]?.width ?? 0) >= limit) {
    return notShown(REASONS.twoFaces, 'no face of the portrait’s size on or beside the other side');
  }
  if (frame && isTurned(frame)) {
    return notShown(
      REASONS.portraitTurned,
      `a portrait that stands along the page: its frame is turned by ${frame.turn.toFixed(1)}°`,
    );
  }
  if (second && second.likeness < MIN_SECOND_PORTRAIT) {
    return notShown(
      // A finger or a reflection on either of them makes them unlike.
      reasonOfQuality(side) ?? REASONS.otherPortrait,
      `a second portrait of the same person: likeness ${second.likeness.toFixed(2)} of ${MIN_SECOND_PORTRAIT}`,
    );
  }
  const place = places.find((one) => one.holds(portrait))!;
  return shown(
    `a face at ${place.name}, ${Math.round(portrait.width * 100)} % of the page wide, alone`,
    second
      ? `the page’s second portrait shows the same person (${second.likeness.toFixed(2)})`
      : 'no second portrait was seen to compare it with',
  );
}

/** Edges all around that are turned against the page, and none along it: a photograph that lies on the page. */
const isTurned = ({ turn, edge, along }: NonNullable<SeenFaces['frame']>): boolean =>
  Math.abs(turn) >= TURNED_FRAME.turn && edge >= TURNED_FRAME.edge && edge - along >= TURNED_FRAME.gap;

const namesOf = (places: readonly PortraitPlace[]): string => places.map(({ name }) => name).join(' or ');
