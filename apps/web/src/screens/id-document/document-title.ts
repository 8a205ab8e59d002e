import type { DocumentType } from '@idem/domain';
import { say } from '../../words/words.js';
import type { Side } from './taken.js';

/** What is asked for, by the name of the document at hand: nobody who brings a licence is asked for a card. */
export const documentTitle = (screen: 'ready' | 'capture', side: Side, type: DocumentType | null): string =>
  say(`${screen}.${side === 'id_document_back' ? 'back' : 'front'}`, { type: type ?? 'other' });
