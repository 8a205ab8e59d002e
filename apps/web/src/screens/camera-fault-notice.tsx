import type { CameraFault } from '../capture/camera/name-camera-error.js';
import { thisPlatform } from '../device/in-app-browser.js';
import { Button } from '../ui/button.js';
import { say } from '../words/words.js';

/** Why there is no picture, and what the person can do about it. */
export const CameraFaultNotice = ({
  fault,
  retry,
}: {
  readonly fault: CameraFault;
  readonly retry: () => void;
}) => (
  <div class="alert" role="alert">
    <p>
      <strong>{say('camera.title')}</strong>
    </p>
    <p>{say(fault === 'blocked' && thisPlatform() === 'ios' ? 'camera.blocked_ios' : `camera.${fault}`)}</p>
    {fault !== 'unsupported' && (
      <Button quiet onPress={retry}>
        {say('page.try_again')}
      </Button>
    )}
  </div>
);
