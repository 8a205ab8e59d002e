import type { PresentationMeasurement } from './examine-presentation.js';

/** An ordinary selfie. */
export const GOOD_PRESENTATION: PresentationMeasurement = {
  width: 400,
  signals: {
    blackLevel: 10,
    headBlack: 6,
    sharpness: 2.4,
    distinctColours: 4,
    midLowSlope: -0.6,
    moirePeak: 0.9,
    pixelGrid: 0.5,
  },
  passive: null,
};
