import type { CaptureOptions } from '@idem/testing';

/** One way in which a photograph goes wrong, from hardly to badly. */
export interface Degradation {
  readonly name: string;
  readonly levels: readonly { readonly label: string; readonly capture: CaptureOptions }[];
}

const levels = (values: readonly number[], capture: (value: number) => CaptureOptions) =>
  values.map((value) => ({ label: String(value), capture: capture(value) }));

/** Each with the option of `photograph` that it turns, over the range in which reading goes from sure to lost. */
export const DEGRADATIONS: readonly Degradation[] = [
  { name: 'none', levels: [{ label: '', capture: {} }] },
  { name: 'blur σ, px', levels: levels([1, 2, 3, 4, 6], (blur) => ({ blur })) },
  { name: 'glare strength', levels: levels([0.3, 0.6, 1], (glare) => ({ glare })) },
  {
    name: 'light, factor',
    levels: levels([0.04, 0.08, 0.15, 0.25, 1.5, 2.5], (brightness) => ({ brightness })),
  },
  { name: 'page width, px', levels: levels([280, 360, 480, 640], (width) => ({ fill: width / 1600 })) },
  { name: 'share cut off', levels: levels([0.03, 0.1, 0.3], (cutOff) => ({ cutOff })) },
  { name: 'finger, breadth', levels: levels([0.08, 0.14, 0.22], (finger) => ({ finger })) },
];
