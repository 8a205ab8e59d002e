import { createHash } from 'node:crypto';

/**
 * The people on whose pictures thresholds of face-match were chosen, by the first eight digits of the SHA-256 of
 * their names in the development set: those whose digest is even. None of them is part of a reported figure, in
 * whatever folder their names appear.
 */
const CALIBRATION_PEOPLE: ReadonlySet<string> = new Set([
  '19025f3e',
  'd0343054',
  '2b08ffe2',
  'e39ea00c',
  'b37699ac',
  '2e24bece',
  'f12c4354',
  '10d07734',
  'd752c67c',
  '287d2f0a',
  'aa209be6',
  '27cc3c36',
  '19d2df20',
  'd954c4e4',
  '478afa72',
  '71decf0a',
  '88e0c296',
]);

/** Whether thresholds were chosen on this person. */
export function usedForCalibration(identity: string): boolean {
  return CALIBRATION_PEOPLE.has(createHash('sha256').update(identity).digest('hex').slice(0, 8));
}
