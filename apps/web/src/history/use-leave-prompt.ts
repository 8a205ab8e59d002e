import { useEffect } from 'preact/hooks';

/** While something would be lost, the browser asks before the page is left or loaded anew. Its words are the browser's. */
export function useLeavePrompt(something: boolean): void {
  useEffect(() => {
    if (!something) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [something]);
}
