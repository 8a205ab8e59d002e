/** Side of the square picture the detector looks at, in pixels. */
export const DETECTOR_SIZE = 256;

/** BlazeFace's two grids: cells of `stride` pixels, `perCell` anchors in the centre of each. */
const GRIDS = [
  { stride: 16, perCell: 2 },
  { stride: 32, perCell: 6 },
] as const;

/** Anchor centres of each grid in detector pixels, in the order of the network's outputs: x, y, x, y … */
export const ANCHORS: readonly Float32Array[] = GRIDS.map(({ stride, perCell }) => {
  const cells = DETECTOR_SIZE / stride;
  const centres = new Float32Array(cells * cells * perCell * 2);
  for (let i = 0, o = 0; i < cells * cells; i++) {
    for (let k = 0; k < perCell; k++) {
      centres[o++] = stride * ((i % cells) + 0.5);
      centres[o++] = stride * (Math.floor(i / cells) + 0.5);
    }
  }
  return centres;
});
