import type { ScreenProps } from '../screen-props.js';
import { DocumentSide } from './document-side.js';

export const DocumentFront = (props: ScreenProps) => <DocumentSide {...props} side="id_document_front" />;
