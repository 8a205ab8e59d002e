import type { Platform } from './platform.js';

export type Facing = 'environment' | 'user';

/**
 * What to ask the camera for. Nothing is exact, so that no camera is refused for it. On iOS a height makes several iPhones
 * over-expose and stretch, on Android a width alone gives a very small picture.
 */
export function chooseConstraints(facing: Facing, platform: Platform): MediaTrackConstraints {
  const base = { facingMode: { ideal: facing } };
  if (facing === 'user') return { ...base, width: { ideal: 1280 } };
  if (platform === 'ios') return { ...base, width: { ideal: 1920 } };
  return { ...base, width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } };
}
