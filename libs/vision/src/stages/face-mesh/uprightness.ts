import type { RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { runFaceDetector } from '../face-detector/face-detector.js';
import { regionOfMesh } from './face-mesh.js';
import type { MeshPoint } from './mesh-points.js';

/** Side of the view in sides of the mesh's region: the whole head, with room for the detector's box around it. */
const VIEW = 1.8;
/** Any doubtful box counts: the question is how doubtful. */
const LEAST_SCORE = 0.05;
/** The face of the mesh itself lies nearer to the middle than this share of the region. */
const NEAR = 0.3;

/**
 * From here on no other turn is tried. Faces of 30 photographs, turned to 16 angles each and looked for in four
 * turns, gave 1,224 meshes the right way up (median 0.88, least 0.79) and 204 on their side or head (median
 * 0.66, most 0.85).
 */
export const CERTAINLY_UPRIGHT = 0.87;

/**
 * How certainly a mesh lies on its face the right way up, 0–1. The mesh's own score does not tell: it fits an
 * upright face to an inverted one. The detector, shown the head levelled as the mesh claims it stands, does:
 * of the meshes found in four turns on one face, the one it likes best was the right one at every angle (480
 * trials), where the product of both scores chose wrongly in twelve, all of them tilted by 45° or 22°.
 */
export async function uprightness(
  models: Models,
  image: RgbImage,
  mesh: readonly MeshPoint[],
): Promise<number> {
  const region = regionOfMesh(mesh);
  const faces = await runFaceDetector(models, image, { ...region, side: region.side * VIEW }, LEAST_SCORE);
  const own = faces.find(({ box }) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return Math.hypot(x - region.centreX, y - region.centreY) < NEAR * region.side;
  });
  return own?.score ?? 0;
}
