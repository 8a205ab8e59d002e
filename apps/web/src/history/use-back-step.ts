import { useEffect } from 'preact/hooks';
import { type Kept, readKept } from './kept.js';

/** What Back does now; null where it leaves the page. */
let backStep: (() => void) | null = null;

addEventListener('popstate', () => {
  if (readKept(history.state).inner) return;
  if (backStep !== null) backStep();
  // The entry was left over from a step that was left forwards: the person wants to go where they came from.
  else history.back();
});

/**
 * While `inside`, the browser's Back leads one step back on the page instead of away from it. The page has one entry of its
 * own at most, and never takes it back by itself: going back is asynchronous and would meet what the person does meanwhile.
 *
 * @param back called when the person went back
 */
export function useBackStep(inside: boolean, back: () => void): void {
  useEffect(() => {
    if (!inside) return;
    const kept = readKept(history.state);
    if (!kept.inner) history.pushState({ ...kept, inner: true } satisfies Kept, '');
    backStep = back;
    return () => {
      backStep = null;
    };
  }, [inside]);
}
