import { type Platform, platformOf } from '../capture/camera/platform.js';

/**
 * Whether the page is inside an app that lends it no camera, on a phone that has a browser which would.
 *
 * @param hasCamera whether the browser has an interface for cameras at all
 */
export const isStranded = (input: {
  readonly platform: Platform;
  readonly hasCamera: boolean;
  readonly secure: boolean;
}): boolean => input.platform !== 'desktop' && input.secure && !input.hasCamera;

/** The same page in Chrome, as Android reads it; null on other devices, where only the person can copy the link. */
export function addressInChrome(address: string, platform: Platform): string | null {
  if (platform !== 'android') return null;
  const { protocol, host, pathname, search } = new URL(address);
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;end`;
}

/** The device at hand. */
export const thisPlatform = (): Platform => platformOf(navigator.userAgent, navigator.maxTouchPoints);

/** @see isStranded */
export const isStrandedHere = (): boolean =>
  isStranded({
    platform: thisPlatform(),
    hasCamera: navigator.mediaDevices?.getUserMedia !== undefined,
    secure: isSecureContext,
  });
