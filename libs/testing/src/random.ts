import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** A stream of pseudo-random numbers that is a pure function of its seed. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** `length` decimal digits. */
  digits(length: number): string;
  /** Standard normal deviate (Box and Muller, 1958). */
  normal(): number;
}

/** Mersenne twister seeded with a 32-bit integer: neighbouring seeds give unrelated streams, the same on every machine. */
export function seededRandom(seed: number): SeededRandom {
  const generator = mersenne(seed);
  const next = () => uniformFloat64(generator);
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer,
    digits: (length) => Array.from({ length }, () => integer(0, 9)).join(''),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
