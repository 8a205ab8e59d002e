import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SessionStore } from '../session/session-store.js';
import { say } from '../words/words.js';

/** One screen: its title is read out first and names the page, and what the server refused stands below it. */
export function Frame(props: {
  readonly session: SessionStore;
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { refusal } = props.session.progress.value;
  useEffect(() => {
    document.title = `${props.title} – ${say('page.name')}`;
    heading.current?.focus();
  }, [props.title]);
  return (
    <main class="frame">
      {props.session.page.value?.livemode === false && <p class="test-mode">{say('page.test_mode')}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {props.title}
      </h1>
      {refusal !== null && (
        <p class="alert" role="alert">
          {say('page.refused', { reason: refusal })}
        </p>
      )}
      {props.children}
    </main>
  );
}
