import { DOCUMENT_TYPES, type DocumentType } from '@idem/domain/session';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say, type WordId } from '../../words/words.js';
import { HandOverButton } from '../handoff/hand-over-button.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

const LABELS: Readonly<Record<DocumentType, WordId>> = {
  passport: 'choose.passport',
  id_card: 'choose.id_card',
  driving_license: 'choose.driving_license',
};

/** Asks which of the documents that this session takes the person has at hand. */
export function ChooseDocument({ session }: ScreenProps) {
  const allowed = shownPage(session).document_select.id_document_type_allowlist;
  return (
    <Frame session={session} title={say('choose.title')}>
      <div class="actions choices">
        {DOCUMENT_TYPES.filter((type) => type in allowed).map((type) => (
          <Button key={type} quiet onPress={() => session.chooseDocument(type)}>
            {say(LABELS[type])}
          </Button>
        ))}
        <HandOverButton session={session} />
      </div>
    </Frame>
  );
}
