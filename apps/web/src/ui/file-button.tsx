import { useRef } from 'preact/hooks';
import { Button } from './button.js';

/** Lets the person choose a picture of theirs, or with `camera` take one with the camera of their device's own. */
export function FileButton(props: {
  readonly label: string;
  readonly camera?: 'environment' | 'user';
  readonly onFile: (file: File) => unknown;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button quiet onPress={() => input.current?.click()}>
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*,.heic,.heif"
        {...(props.camera === undefined ? {} : { capture: props.camera })}
        aria-label={props.label}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again after a refusal.
          currentTarget.value = '';
          if (file !== undefined) void props.onFile(file);
        }}
      />
    </>
  );
}
