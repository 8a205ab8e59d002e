import { isVirtualCamera } from '../../capture/camera/open-camera.js';
import { useCamera } from '../../capture/camera/use-camera.js';
import { takePicture } from '../../capture/pictures/take-picture.js';
import { uploadPicture } from '../../capture/upload/upload-picture.js';
import { refusalOf } from '../../session/session-store.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { FaceViewfinder } from './face-viewfinder.js';

/** Takes and sends the picture of the face. */
export function SelfieCamera({ session, device }: ScreenProps) {
  const camera = useCamera('user');
  const page = shownPage(session);
  async function take() {
    const { selfie } = page;
    const video = camera.video.current;
    if (selfie === null || video === null) return;
    const picture = await takePicture(video, {
      longest: selfie.high_res_image_max_dimension,
      quality: selfie.high_res_image_compression_quality,
    });
    const file = await session.withKey((key) =>
      uploadPicture(device, {
        picture,
        name: 'face.jpg',
        purpose: selfie.file_purpose,
        ownedBy: page.id,
        key,
      }),
    );
    if (!file.ok) {
      session.note({ refusal: refusalOf(file.problem) });
      return;
    }
    const label = camera.label.value;
    await session.collect({
      face: {
        best_high_res_image: file.value,
        upload_method: 'manual_capture',
        best_camera_lens_model: label,
        best_is_virtual_camera: isVirtualCamera(label),
      },
    });
  }
  return (
    <Frame session={session} title={say('selfie.title')}>
      <FaceViewfinder camera={camera} hint={say('selfie.frame')} />
      <div class="actions">
        {camera.fault.value === null && (
          <Button disabled={!camera.live.value} onPress={take}>
            {say('capture.take')}
          </Button>
        )}
      </div>
    </Frame>
  );
}
