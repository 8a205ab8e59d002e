import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { START_MS, VERIFICATION_MS } from '../stack-under-test.js';
import { type PageUnderTest, passportOnTable, startPageUnderTest } from './testing/page-under-test.js';
import { LAPTOP, type PersonAtPage, PHONE, personAt, unknownLink } from './testing/person-at-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let under: PageUnderTest;
let idem: PageUnderTest['idem'];
let browser: PageUnderTest['browser'];
let passport: Uint8Array;
beforeAll(async () => {
  under = await startPageUnderTest(process.env);
  ({ idem, browser } = under);
  passport = await passportOnTable();
}, START_MS);
afterAll(() => under?.stop(), START_MS);

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds on the screen at hand, and what login.gov's matchers add: one id once, focus on the heading, a title. */
async function findings({ page }: PersonAtPage): Promise<readonly string[]> {
  const { violations } = (await page.evaluate(
    `${AXE}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as { violations: readonly Finding[] };
  const more = (await page.evaluate(`(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const unnamed = [...document.querySelectorAll('button, a, input')].filter(
      (control) => !control.hidden && (control.textContent || control.labels?.[0]?.textContent || control.ariaLabel || '').trim() === '');
    return [
      ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => 'twice: ' + id),
      ...unnamed.map((control) => 'unnamed: ' + control.outerHTML),
      ...(document.title.trim() === '' ? ['no title'] : []),
      ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
    ];
  })()`)) as string[];
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  return [...told, ...more];
}

test.each([
  ['light', 'en', PHONE],
  ['dark', 'en', LAPTOP],
  ['light', 'ar', PHONE],
  ['dark', 'ar', PHONE],
] as const)(
  'every screen on the way is for everybody: %s, %s',
  async (colorScheme, locale, device) => {
    const session = await idem.stripe.identity.verificationSessions.create({ type: 'document' });
    const person = await personAt(browser, unknownLink(idem.stack.url), device);
    const { page } = person;
    await page.emulateMedia({ colorScheme });
    const found: string[] = [];
    const look = async (screen: string) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const finding of await findings(person)) found.push(`${screen}: ${finding}`);
    };
    const next = async (button: number) => {
      const before = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
      await page.getByRole('button').nth(button).click();
      await page.getByRole('heading', { level: 1 }).filter({ hasNotText: before }).waitFor();
    };
    await look('a link that is not valid');
    await page.goto(`${under.addressOf(session)}?locale=${locale}`);
    await page.getByRole('button').nth(1).waitFor();
    expect(await page.evaluate('document.documentElement.dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    await look('consent');
    await next(1);
    await look('declined');
    await next(0);
    await next(0);
    await look('choice of the document');
    await next(0);
    await look('get ready');
    await person.camera.refuse('NotFoundError');
    await next(0);
    await page.getByRole('alert').waitFor();
    await look('no camera');
    await person.camera.refuse(null);
    await person.camera.show(passport);
    await page.getByRole('alert').getByRole('button').click();
    await page.locator('svg.guide').waitFor();
    await look('camera');
    await page.locator('img.picture').waitFor({ timeout: 30_000 });
    await look('review');
    await next(0);
    await idem.settled(session.id);
    await page.locator('progress').first().waitFor({ state: 'detached' });
    await look('verified');
    expect(found).toEqual([]);
    await person.close();
  },
  VERIFICATION_MS,
);
