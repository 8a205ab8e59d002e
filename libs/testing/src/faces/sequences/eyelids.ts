/**
 * The lids of both eyes in the mesh's numbering, from corner to corner: a point of the crease above the lid, the edge of
 * the upper lid, the edge of the lower lid.
 */
export const EYELIDS = [
  [247, 246, 7],
  [30, 161, 163],
  [29, 160, 144],
  [27, 159, 145],
  [28, 158, 153],
  [56, 157, 154],
  [190, 173, 155],
  [467, 466, 249],
  [260, 388, 390],
  [259, 387, 373],
  [257, 386, 374],
  [258, 385, 380],
  [286, 384, 381],
  [414, 398, 382],
] as const;
