import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

/** A button that does nothing twice: while its work runs, further presses are ignored. */
export function Button(props: {
  readonly onPress: () => unknown;
  readonly quiet?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}) {
  const busy = useSignal(false);
  async function press() {
    if (busy.value) return;
    busy.value = true;
    try {
      await props.onPress();
    } finally {
      busy.value = false;
    }
  }
  return (
    <button
      type="button"
      class={props.quiet ? 'button quiet' : 'button'}
      aria-busy={busy.value}
      disabled={props.disabled === true}
      onClick={() => void press()}
    >
      {props.children}
    </button>
  );
}
