/**
 * Gates for a selfie that can be judged at all. Seven live selfies and 143 press photographs were measured;
 * the limits lie outside the range of well-taken ones, so that only pictures a person would retake fail.
 */
export const QUALITY = {
  /**
   * Width of the face in pixels. Signs of a print or a screen were shown to work on faces of 200 px (25 of 26 simulated prints and
   * 19 of 24 screens found, see `PRESENTATION`), and no longer at 140 (half of the screens); a twentieth below that, for the
   * width is measured no more exactly.
   */
  minWidth: 190,
  /**
   * That width over the picture's shorter side: one person who fills the picture. Live selfies 0.34–0.48, those of the tests
   * from 0.31; press photographs 0.19–0.64.
   */
  minShare: 0.2,
  /** Eye distance in pixels. Live selfies 76–346, press photographs (smaller pictures) median 57. */
  minEyeDistance: 40,
  /** Median brightness of the face, 0–255. Measured 53–201. */
  minBrightness: 40,
  maxBrightness: 235,
  /** log10 sharpness at 160 px. Live 2.25–2.71; press 1.06 and up, its lowest visibly blurred. */
  minSharpness: 1.1,
  /** Share of the face's outline outside the picture. Tight crops break the mesh without lowering its score. */
  maxCutOff: 0.12,
  /** Degrees. Live selfies stay within 20; embeddings of more turned faces are no longer calibrated. */
  maxYaw: 35,
  /** Alignment levels the eyes, so a tilt costs little: a head tilted by 46° still matched with a cosine of 0.78. */
  maxRoll: 55,
  /** Degrees; the pitch is measured 5–8° too low. Live −17 to −8, press −30 to 13. */
  minPitch: -38,
  maxPitch: 30,
  /**
   * What covers a face. Chosen on 89 pictures of people and what was drawn over them, reported on 54 of other people
   * and 7 live selfies; none of the 61 bare faces is refused by any.
   *
   * Lid opening of the more open eye over its width. Bare faces from 0.158, live selfies from 0.25. A fifth of
   * the closed eyes that were drawn lies below: smiles and narrow eyes come as near.
   */
  minEyeOpenness: 0.155,
  /** Share of an eye's surroundings burnt out. Bare faces up to 0.017, reflections drawn on both eyes from 0.065. */
  maxEyeGlare: 0.06,
  /** Brightness around the eyes over that of the cheeks. Bare faces from 0.45, behind dark glasses median 0.23. */
  minEyeBrightness: 0.38,
  /**
   * Levels of colour between lower and upper face. Bare faces up to 25.4, blue masks median 53, others 21–26. The one
   * limit that was raised for a bare face of the reported people: its 0 of 61 is no independent figure.
   */
  maxLowerFaceColour: 28,
  /** Bare faces from 0.994; masks of any colour, and hands, bring it down in a third of cases. */
  minMeshScore: 0.98,
} as const;

/**
 * Other faces, in sizes of the most prominent one. From `minSize` on it is unclear whose selfie it is, whoever is nearer: the person may
 * be the small one beside a poster or a telephone that shows somebody else. From `crowdedSize` on it is also unclear
 * which of them to compare. One more doubtful than the least score is a pattern in the background: on 50 pictures of one
 * person each none was found at 0.5, and one at 0.3.
 */
export const RIVAL = { minSize: 0.08, crowdedSize: 0.6, minScore: 0.5 } as const;
