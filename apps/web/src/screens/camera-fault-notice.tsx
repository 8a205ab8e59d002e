import type { CameraFault } from '../capture/camera/name-camera-error.js';
import { Button } from '../ui/button.js';
import { say } from '../words/words.js';

/** Why there is no picture, and what the person can do about it. */
export const CameraFaultNotice = (props: { readonly fault: CameraFault; readonly retry: () => void }) => (
  <div class="alert" role="alert">
    <p>
      <strong>{say('camera.title')}</strong>
    </p>
    <p>{say(`camera.${props.fault}`)}</p>
    {props.fault !== 'unsupported' && (
      <Button quiet onPress={props.retry}>
        {say('page.try_again')}
      </Button>
    )}
  </div>
);
