export { openBrowser } from '@idem/stack/browser/open-browser';
