import { cropImage } from '../../image/crop.js';
import type { RgbImage } from '../../image/rgb-image.js';
import type { Models } from '../../runtime/models.js';
import { regionOfMesh, runFaceMesh } from './face-mesh.js';
import type { MeshPoint } from './mesh-points.js';

/** How much of the picture around the mesh's region goes along, in sides of the region. */
const REACH = 0.75;

/**
 * A face as a mirror shows it, with its surroundings cut out. The mesh is fitted anew: its points name the person's own
 * sides, so those of the unmirrored face would lie on the wrong ones.
 *
 * @throws when the model fails.
 */
export async function mirrorFace(
  models: Models,
  image: RgbImage,
  mesh: readonly MeshPoint[],
): Promise<{ readonly image: RgbImage; readonly mesh: readonly MeshPoint[] }> {
  const region = regionOfMesh(mesh);
  const reach = region.side * REACH;
  const window = {
    left: region.centreX - reach,
    top: region.centreY - reach,
    right: region.centreX + reach,
    bottom: region.centreY + reach,
  };
  const mirrored = flop(cropImage(image, window));
  const corner = [Math.max(0, Math.floor(window.left)), Math.max(0, Math.floor(window.top))] as const;
  const { points } = await runFaceMesh(models, mirrored, {
    centreX: mirrored.width - 1 - (region.centreX - corner[0]),
    centreY: region.centreY - corner[1],
    side: region.side,
    angle: -region.angle,
  });
  return { image: mirrored, mesh: points };
}

/** Left and right exchanged. */
function flop({ data, width, height }: RgbImage): RgbImage {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = (y * width + (width - 1 - x)) * 3;
      out[to] = data[from]!;
      out[to + 1] = data[from + 1]!;
      out[to + 2] = data[from + 2]!;
    }
  }
  return { data: out, width, height };
}
