import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SessionStore } from '../session/session-store.js';
import { say, spoken } from '../words/words.js';
import { Letterhead } from './letterhead.js';
import { OfflineNotice } from './offline-notice.js';

/** One screen: its title is read out first and names the page, and what the server refused stands below it. */
export function Frame(props: {
  readonly session: SessionStore;
  readonly title: string;
  /** Stands before the title. */
  readonly mark?: ComponentChildren;
  readonly children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { refusal } = props.session.progress.value;
  useEffect(() => {
    document.title = `${props.title} – ${say('page.name')}`;
    heading.current?.focus();
  }, [props.title]);
  return (
    <div class="frame">
      <Letterhead session={props.session} />
      <main>
        {props.mark}
        <h1 tabIndex={-1} ref={heading}>
          {props.title}
        </h1>
        <OfflineNotice />
        {refusal !== null && (
          <div class="alert" role="alert">
            <p>{say(refusal.words)}</p>
            {/* The API speaks English alone: whoever does not is served by the sentence above. */}
            {spoken() === 'en' && refusal.detail !== null && <p class="muted">{refusal.detail}</p>}
          </div>
        )}
        {props.children}
      </main>
    </div>
  );
}
