import type { Branding } from '@idem/contracts';
import { deriveTheme } from './derive-theme.js';

/**
 * Shows the page in an account's colours, and again when the device turns dark or light. Properties are set one by one on
 * the document, for the page's policy forbids style in the markup.
 *
 * @returns ends following the device
 */
export function paint(branding: Partial<Branding>): () => void {
  const device = matchMedia('(prefers-color-scheme: dark)');
  const scheme = branding.color_scheme ?? 'auto';
  const { style } = document.documentElement;
  const apply = () => {
    const dark = scheme === 'auto' ? device.matches : scheme === 'dark';
    style.setProperty('color-scheme', dark ? 'dark' : 'light');
    for (const [name, value] of Object.entries(deriveTheme(branding, dark))) style.setProperty(name, value);
  };
  apply();
  device.addEventListener('change', apply);
  return () => device.removeEventListener('change', apply);
}
