import { chooseConstraints, type Facing } from './choose-constraints.js';
import { chooseLens } from './choose-lens.js';
import { type CameraFault, nameCameraError } from './name-camera-error.js';
import { type Platform, platformOf } from './platform.js';

export type Opened =
  | { readonly ok: true; readonly stream: MediaStream; readonly label: string }
  | { readonly ok: false; readonly fault: CameraFault };

/**
 * Opens the camera that suits the task. The person is asked once: another lens is opened with the permission that the
 * first has given, and where it fails the first is opened again.
 */
export async function openCamera(facing: Facing): Promise<Opened> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices?.getUserMedia === undefined) return { ok: false, fault: 'unsupported' };
  const platform = platformOf(navigator.userAgent, navigator.maxTouchPoints);
  const constraints = chooseConstraints(facing, platform);
  const asked = performance.now();
  try {
    const first = await devices.getUserMedia({ video: constraints, audio: false });
    const stream =
      facing === 'environment' ? await takeBetterLens(devices, first, platform, constraints) : first;
    return { ok: true, stream, label: stream.getVideoTracks()[0]?.label ?? '' };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return { ok: false, fault: nameCameraError(name, performance.now() - asked) };
  }
}

async function takeBetterLens(
  devices: MediaDevices,
  first: MediaStream,
  platform: Platform,
  constraints: MediaTrackConstraints,
): Promise<MediaStream> {
  const current = first.getVideoTracks()[0]?.getSettings().deviceId ?? '';
  const cameras = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const better = chooseLens(cameras, platform, current);
  if (better === null) return first;
  closeCamera(first);
  const { facingMode: _replaced, ...rest } = constraints;
  try {
    return await devices.getUserMedia({
      video: { ...rest, deviceId: { exact: better.deviceId } },
      audio: false,
    });
  } catch {
    return devices.getUserMedia({ video: constraints, audio: false });
  }
}

/** Turns the camera off, and its light with it. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What a device that makes pictures up calls itself, as far as is known. A hint for the checks, never a reason to refuse. */
export const isVirtualCamera = (label: string): boolean =>
  /virtual|obs|manycam|snap camera|xsplit|droidcam|epoccam|fake_device|e2esoft/i.test(label);
