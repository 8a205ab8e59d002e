import type { Device } from '../device/device.js';

const NAME = 'idem.browser';
const SHAPE = /^[\w-]{43}$/;

/**
 * What this browser is known by to the links it opens: random, the same for all of them, and of no person. Where storage
 * is blocked it lasts as long as the page.
 */
export function browserKey(
  { unforeseeable }: Pick<Device, 'unforeseeable'>,
  storage: () => Pick<Storage, 'getItem' | 'setItem'>,
): string {
  try {
    const kept = storage().getItem(NAME);
    if (kept !== null && SHAPE.test(kept)) return kept;
    const made = unforeseeable();
    storage().setItem(NAME, made);
    return made;
  } catch {
    return unforeseeable();
  }
}
