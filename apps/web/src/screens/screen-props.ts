import type { PageResource } from '../api/page-resource.js';
import type { Device } from '../device/device.js';
import type { SessionStore } from '../session/session-store.js';

export interface ScreenProps {
  readonly session: SessionStore;
  readonly device: Device;
}

/** The session's resource, on screens that are shown only once it is there. */
export function shownPage({ page }: SessionStore): PageResource {
  if (page.value === null) throw new Error('this screen needs the session');
  return page.value;
}
