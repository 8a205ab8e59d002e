import type { FaceQuality } from '@idem/vision/stages/face-quality/face-quality';

/** A face that nothing stands in the way of. */
export const GOOD_QUALITY: FaceQuality = {
  width: 440,
  share: 0.42,
  eyeDistance: 200,
  brightness: 130,
  contrast: 120,
  sharpness: 2.4,
  pose: { yaw: 2, pitch: -8, roll: 1 },
  eyeOpenness: { right: 0.3, left: 0.3 },
  cutOff: 0,
  meshScore: 1,
  eyeGlare: { right: 0, left: 0 },
  eyeBrightness: 0.76,
  lowerFaceColour: 5,
};
