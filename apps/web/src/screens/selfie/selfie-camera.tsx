import { useSignal } from '@preact/signals';
import { isVirtualCamera } from '../../capture/camera/open-camera.js';
import { useCamera } from '../../capture/camera/use-camera.js';
import { USUAL_LIMITS } from '../../capture/face/judge-face.js';
import { useFaceGuidance } from '../../capture/face/use-face-guidance.js';
import { readPicture, takePicture } from '../../capture/pictures/take-picture.js';
import { uploadPicture } from '../../capture/upload/upload-picture.js';
import { thisPlatform } from '../../device/in-app-browser.js';
import { refusalOf } from '../../session/session-store.js';
import { Button } from '../../ui/button.js';
import { FileButton } from '../../ui/file-button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { FaceViewfinder } from './face-viewfinder.js';

/** Takes and sends the picture of the face. */
export function SelfieCamera({ session, device }: ScreenProps) {
  const camera = useCamera('user');
  const unreadable = useSignal<string | null>(null);
  const taking = useSignal(false);
  const fault = camera.fault.value;
  const page = shownPage(session);
  const encoding = {
    longest: page.selfie?.high_res_image_max_dimension ?? 1440,
    quality: page.selfie?.high_res_image_compression_quality ?? 0.92,
  };

  /** @param method what took it: the page's own camera, or the camera app */
  async function send(picture: Blob, method: 'auto_capture' | 'manual_capture' | 'file_upload') {
    const file = await session.withKey((key) =>
      uploadPicture(device, {
        picture,
        name: 'face.jpg',
        purpose: page.selfie?.file_purpose ?? 'identity_private',
        ownedBy: page.id,
        key,
      }),
    );
    if (!file.ok) {
      session.note({ refusal: refusalOf(file.problem) });
      return;
    }
    const label = camera.label.value;
    const lens = {
      best_camera_lens_model: label,
      best_is_virtual_camera: isVirtualCamera(label),
    };
    await session.collect({
      face: {
        best_high_res_image: file.value,
        upload_method: method,
        ...(method === 'file_upload' ? {} : lens),
      },
    });
  }
  async function take(method: 'auto_capture' | 'manual_capture') {
    const video = camera.video.current;
    if (video === null || taking.value) return;
    taking.value = true;
    try {
      await send(await takePicture(video, encoding), method);
    } finally {
      taking.value = false;
    }
  }
  const { hint, held } = useFaceGuidance(camera.video, {
    // What was not taken once is sent again by hand alone, not over and over.
    live: camera.live.value && !taking.value && session.progress.value.refusal === null,
    limits: page.selfie ?? USUAL_LIMITS,
    take: () => void take('auto_capture'),
  });
  async function useFile(file: File) {
    const picture = await readPicture(file, encoding);
    unreadable.value = typeof picture === 'string' ? say(`review.${picture}`) : null;
    if (typeof picture !== 'string') await send(picture, 'file_upload');
  }
  const mayUseApp =
    fault !== null && !page.document_capture.require_live_capture && thisPlatform() !== 'desktop';
  return (
    <Frame session={session} title={say('selfie.title')}>
      <FaceViewfinder
        camera={camera}
        hint={say(hint.value === null ? 'selfie.frame' : `hint.${hint.value}`)}
        good={held.value > 0}
      />
      {unreadable.value !== null && (
        <p class="alert" role="alert">
          {unreadable.value}
        </p>
      )}
      <div class="actions">
        {fault === null && (
          <Button disabled={!camera.live.value || taking.value} onPress={() => take('manual_capture')}>
            {say('capture.take')}
          </Button>
        )}
        {mayUseApp && <FileButton label={say('ready.native')} camera="user" onFile={useFile} />}
      </div>
    </Frame>
  );
}
