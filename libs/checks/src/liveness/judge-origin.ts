import type { PictureOrigin } from '@idem/contracts';
import type { Insight } from '../check.js';

/** Names under which programs offer themselves as a camera. Their makers' phones and webcams are called otherwise. */
const VIRTUAL_CAMERAS =
  /\b(?:OBS|ManyCam|XSplit|SplitCam|Snap Camera|mmhmm|CamTwist|YouCam|e2eSoft|VCam|v4l2loopback|Webcamoid|AlterCam|ChromaCam|FakeWebcam|Virtual (?:Camera|Webcam)|Deep-?Live-?Cam|Avatarify|Swapcam|VTube|PRISM Live|Streamlabs|Droid ?Cam|Iriun|EpocCam)\b/i;

export interface OriginVerdict {
  /** Whether the file itself says that it is no photograph. */
  readonly generated: boolean;
  readonly insights: readonly Insight[];
}

/**
 * Judges what a selfie's file and the device say of its making. Only a file that declares itself generated decides:
 * all else honest people have too, and a forger leaves nothing of it.
 */
export function judgeOrigin(origin: PictureOrigin | undefined): OriginVerdict {
  const signal = 'selfie.origin';
  if (!origin) {
    const note = 'Not recorded: what the file told of its making is not known.';
    return { generated: false, insights: [{ signal, level: 'elevated', score: null, note }] };
  }
  const { generators, declared } = origin;
  const generated = generators.length > 0 || declared === 'generated';
  const notes = notesOf(origin);
  const suspicious = origin.editors.length > 0 || declared === 'composite';
  return {
    generated,
    insights: [
      {
        signal,
        level: generated ? 'high' : suspicious ? 'elevated' : 'low',
        score: null,
        note:
          notes.length > 0 ? notes.join('; ') : 'The file names no program. Anybody can remove what would.',
      },
      cameraInsight(origin.camera),
    ],
  };
}

function notesOf({ generators, editors, declared, c2pa }: PictureOrigin): readonly string[] {
  return [
    ...(generators.length > 0 ? [`made or changed with ${generators.join(', ')}`] : []),
    ...(declared === 'generated' ? ['declared as made by an algorithm'] : []),
    ...(declared === 'composite' ? ['declared as a composite'] : []),
    ...(editors.length > 0 ? [`saved with ${editors.join(', ')}`] : []),
    ...(c2pa
      ? [
          `C2PA manifest by ${c2pa.claimGenerator ?? 'an unreadable program'}${c2pa.actions.length > 0 ? ` (${c2pa.actions.join(', ')})` : ''}, signature not verified`,
        ]
      : []),
  ];
}

function cameraInsight(camera: PictureOrigin['camera']): Insight {
  const signal = 'virtual_camera';
  if (!camera) {
    return {
      signal,
      level: 'elevated',
      score: null,
      note: 'Not collected: the device did not name its camera.',
    };
  }
  const named = camera.label !== null && VIRTUAL_CAMERAS.test(camera.label);
  const virtual = camera.virtual === true || named;
  const label = camera.label === null ? 'an unnamed camera' : `"${camera.label}"`;
  return {
    signal,
    level: virtual ? 'high' : 'low',
    score: null,
    note: virtual
      ? `Taken with ${label}, which is a virtual camera as far as the device tells.`
      : `Taken with ${label}, as the device says.`,
  };
}
