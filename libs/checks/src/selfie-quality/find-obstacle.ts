import type { FaceQuality } from '@idem/vision/stages/face-quality/face-quality';
import { QUALITY } from './thresholds.js';

/** Why a face cannot be judged. */
export type Obstacle =
  | 'cut_off'
  | 'too_small'
  | 'too_dark'
  | 'too_bright'
  | 'blurred'
  | 'eyes_hidden'
  | 'covered'
  | 'glare'
  | 'turned_away'
  | 'eyes_closed';

/** What the person should change, one sentence or two each. */
export const OBSTACLE_REASONS: Readonly<Record<Obstacle, string>> = {
  cut_off: 'Your face is cut off at the edge of the selfie. Keep your whole head in the picture.',
  too_small:
    'Your face is too small on the selfie. Come closer to the camera, until your face fills about half the width of the picture.',
  too_dark: 'The selfie is too dark. Turn towards a light and take it again.',
  too_bright: 'The selfie is too bright. Move out of direct light and take it again.',
  blurred: 'The selfie is blurred. Hold the camera still and take it again.',
  eyes_hidden: 'Your eyes cannot be seen. Take off dark glasses and take the selfie again.',
  covered: 'Something covers your face. Take off masks and scarves, keep hands and hair away, and try again.',
  glare: 'Glasses reflect the light over your eyes. Take them off or turn a little, and take it again.',
  turned_away: 'Your head is turned away. Look straight into the camera.',
  eyes_closed: 'Your eyes are closed on the selfie. Open them and take it again.',
};

/** Whether the face is too small for what is measured on it to mean anything. */
export function isTooSmall({ width, share, eyeDistance }: FaceQuality): boolean {
  return width < QUALITY.minWidth || share < QUALITY.minShare || eyeDistance < QUALITY.minEyeDistance;
}

/** What stands most in the way of judging a face; undefined where nothing does. */
export function findObstacle(quality: FaceQuality): Obstacle | undefined {
  const { pose } = quality;
  if (quality.cutOff > QUALITY.maxCutOff) return 'cut_off';
  if (isTooSmall(quality)) return 'too_small';
  if (quality.brightness < QUALITY.minBrightness) return 'too_dark';
  if (quality.brightness > QUALITY.maxBrightness) return 'too_bright';
  if (quality.sharpness < QUALITY.minSharpness) return 'blurred';
  if (quality.eyeBrightness < QUALITY.minEyeBrightness) return 'eyes_hidden';
  if (quality.meshScore < QUALITY.minMeshScore || quality.lowerFaceColour > QUALITY.maxLowerFaceColour) {
    return 'covered';
  }
  const { eyeGlare, eyeOpenness } = quality;
  if (Math.max(eyeGlare.right, eyeGlare.left) > QUALITY.maxEyeGlare) return 'glare';
  const turned = Math.abs(pose.yaw) > QUALITY.maxYaw;
  const tilted = Math.abs(pose.roll) > QUALITY.maxRoll;
  const nodding = pose.pitch < QUALITY.minPitch || pose.pitch > QUALITY.maxPitch;
  if (turned || tilted || nodding) return 'turned_away';
  return Math.max(eyeOpenness.right, eyeOpenness.left) < QUALITY.minEyeOpenness ? 'eyes_closed' : undefined;
}
