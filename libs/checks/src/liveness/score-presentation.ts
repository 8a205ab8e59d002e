import type { Insight } from '../check.js';
import type { PresentationMeasurement } from './examine-presentation.js';
import { PRESENTATION } from './thresholds.js';

const { exp, log, max, min } = Math;

/** What the score adds up. Each is 0 on an ordinary picture and grows with the evidence for an attack. */
export interface PresentationFeatures {
  /** Raised blacks: 0–2, one for every 20 levels above 15; fog or a bright window alone must not refuse anybody. */
  readonly blackLevel: number;
  /** Blacks raised all over the head: 0–3, one for every 4 levels above 24. */
  readonly veil: number;
  /** Lost detail: 0–2.5, one for every 0.4 of sharpness below 2.3; nor must a poor camera. */
  readonly softness: number;
  /** Peaks of moiré above 1.1: 0–2. */
  readonly moire: number;
  /** A display's grid above 0.85: 0–3, one for every 0.25. */
  readonly pixelGrid: number;
  /** Doubt of the passive model: 0–3.3, half the log odds of an attack, from a live probability of 0.88 downwards. */
  readonly passive: number;
}

/** One-sided: the absence of moiré says nothing for a living person. A signal that cannot be measured adds nothing. */
export function presentationFeatures({ signals, passive }: PresentationMeasurement): PresentationFeatures {
  const between = (value: number, most: number) => max(0, min(most, value));
  const live = min(0.99, max(0.01, passive?.live ?? 1));
  return {
    blackLevel: between((signals.blackLevel - 15) / 20, 2),
    veil: between((signals.headBlack - 24) / 4, 3),
    softness: between((2.3 - signals.sharpness) / 0.4, 2.5),
    moire: between((signals.moirePeak ?? 0) - 1.1, 2),
    pixelGrid: between(((signals.pixelGrid ?? 0) - 0.85) / 0.25, 3),
    passive: passive ? between((2 - log(live / (1 - live))) / 2, 3.3) : 0,
  };
}

export interface PresentationScore {
  /** Probability of a print or a screen, 0–1, were half of all pictures attacks. */
  readonly attack: number;
  readonly level: Insight['level'];
  /** Whether the picture is refused as a reproduction; never for a face too small to tell, which is not accepted either. */
  readonly refused: boolean;
  /** Whether the face is large enough for the score to mean something. */
  readonly conclusive: boolean;
}

/** Fuses what was measured into one calibrated score and says in which zone it lies. */
export function presentationScore(measurement: PresentationMeasurement): PresentationScore {
  const features = presentationFeatures(measurement);
  const { bias, weights, refuse } = measurement.passive ? PRESENTATION.withPassive : PRESENTATION.classical;
  const names = Object.keys(weights) as (keyof typeof weights)[];
  const logit = names.reduce<number>((sum, name) => sum + weights[name] * features[name], bias);
  const attack = 1 / (1 + exp(-logit));
  const conclusive = measurement.width >= PRESENTATION.minWidth;
  const refused = conclusive && attack >= refuse;
  const level = refused ? 'high' : attack >= PRESENTATION.review || !conclusive ? 'elevated' : 'low';
  return { attack, level, refused, conclusive };
}
