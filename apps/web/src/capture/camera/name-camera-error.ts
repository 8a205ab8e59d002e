/** Why there is no picture from a camera, each with a different way out for the person. */
export type CameraFault = 'unsupported' | 'blocked' | 'refused' | 'none' | 'busy' | 'black';

/** A prompt that a person could read is open for longer than this, in ms. */
const SEEN_PROMPT_MS = 300;

/**
 * What an error of `getUserMedia` means.
 *
 * @param name `DOMException.name`
 * @param answeredAfterMs time from the request to the error: whoever refuses has seen a prompt, a browser that never asks
 *   answers at once
 */
export function nameCameraError(name: string, answeredAfterMs: number): CameraFault {
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return answeredAfterMs < SEEN_PROMPT_MS ? 'blocked' : 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'TypeError' || name === 'NotSupportedError' ? 'unsupported' : 'busy';
}
