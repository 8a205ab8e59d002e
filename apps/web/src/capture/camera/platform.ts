export type Platform = 'ios' | 'android' | 'desktop';

/** @param touchPoints `navigator.maxTouchPoints`, which tells an iPad from the Mac it says it is */
export function platformOf(userAgent: string, touchPoints: number): Platform {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  return /Macintosh/.test(userAgent) && touchPoints > 1 ? 'ios' : 'desktop';
}
