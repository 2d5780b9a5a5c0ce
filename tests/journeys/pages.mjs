// SPDX-License-Identifier: EUPL-1.2
// The pages that every check walks over, by who may see them.
import { sign_in, visitor } from './browser.mjs';
import { link_in, sign_in_of } from './demo.mjs';

export const languages = ['de', 'en', 'fr', 'ar', 'fa'];

/** @typedef {{address: string, sign_ins: import('./demo.mjs').SignIn[], mails: {files(): Promise<string[]>, next(known: string[]): Promise<string>}}} Demo */
/** @typedef {{who: string, paths: string[], languages: string[]}} Walk */

export const design = '/design';
const open_to_all = ['/', '/accounts/new', '/code-card', '/staff/sign-in', '/privacy', '/imprint',
  '/accessibility', '/contact', '/mailbox', '/no-such-page', '/p/no-such-link'];
/** Seen by those who look for what is not there. */
export const not_found = ['/no-such-page', '/p/no-such-link'];
const of_person = ['/biography', '/biography/person', '/biography/person/name', '/biography/person/birth',
  '/biography/person/nationality', '/biography/contact/phone', '/biography/family/household',
  '/biography/language/skills/entries/new', '/biography/work/jobs', '/biography/work/jobs/entries/new',
  '/biography/life/health', '/releases', '/releases/new', '/releases/new?kind=JC', '/releases/refusal',
  '/access-log', '/account', '/account/number'];
const of_staff = {
  manager: ['/staff/persons', '/staff/persons/new', '/account'],
  editor: ['/recipients', '/recipients/new'],
  admin: ['/staff/accounts'],
  officer: ['/staff'],
};

/**
 * Signs in as each kind of visitor; their pages with them.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 */
export async function all_walks(browser, demo) {
  const walks = [await walk_of(browser, demo, 'anybody', open_to_all)];
  walks.push(await walk_of(browser, demo, 'person', of_person));
  for (const [role, paths] of Object.entries(of_staff)) walks.push(await walk_of(browser, demo, role, paths));
  for (const [who, list, one] of [
    ['anybody', '/mailbox', 'main a[href^="/mailbox/"]'],
    ['person', '/biography/work/jobs', 'main a[href^="/biography/work/jobs/entries/0"]'],
    ['editor', '/recipients', 'main a[href^="/recipients/0"]'],
  ]) await add_first(walks, /** @type {string} */ (who), /** @type {string} */ (list), /** @type {string} */ (one));
  walks.push(...(await releasing(browser, demo, walks[1])));
  return walks;
}

/**
 * @param {import('playwright-core').Browser} browser @param {Demo} demo @param {string} who
 * @param {string[]} paths
 */
async function walk_of(browser, demo, who, paths) {
  const { context, page, complaints } = await visitor(browser, { address: demo.address });
  if (who !== 'anybody') await sign_in(page, sign_in_of(demo.sign_ins, who));
  return { who, context, page, complaints, paths: [...paths], languages };
}

/**
 * Adds the first page that a list leads to.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks @param {string} who @param {string} list
 * @param {string} one
 */
async function add_first(walks, who, list, one) {
  const walk = walks.find((each) => each.who === who);
  await walk?.page.goto(list);
  const href = await walk?.page.locator(one).first().getAttribute('href');
  walk?.paths.push(/** @type {string} */ (href));
}

/**
 * Sends a packet, so that the pages of a draft, of a release and of its recipient can be seen.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 * @param {Awaited<ReturnType<typeof walk_of>>} person
 */
async function releasing(browser, demo, person) {
  const { page } = person;
  const known = await demo.mails.files();
  await draft(page);
  const release = await agree(page);
  const link = link_in(await demo.mails.next(known));
  await draft(page);
  person.paths = [...person.paths, new URL(page.url()).pathname, release, `${release}/withdrawal`];
  const office = await visitor(browser, { address: demo.address });
  await office.page.goto(link);
  await office.page.locator('main form button[type=submit]').first().click();
  await office.page.waitForURL(/\/packets\//);
  const packet = new URL(office.page.url()).pathname;
  const landing = new URL(link).pathname;
  return [
    { who: 'recipient', ...office, paths: [landing, packet, '/link-requests'], languages: ['de'] },
    { who: 'recipient', ...office, paths: [`${packet}?lang=en`], languages: ['en'] },
  ];
}

/** @param {import('playwright-core').Page} page */
async function draft(page) {
  await page.goto('/releases/new?kind=JC');
  const radios = page.locator('input[type=radio][name=recipient]');
  if (await radios.count()) await radios.first().check();
  else await page.locator('select[name=recipient]').evaluate((menu) => {
    if (menu instanceof HTMLSelectElement) menu.selectedIndex = 1;
  });
  await page.locator('main form .buttons button[type=submit]').first().click();
  await page.waitForURL(/\/releases\/drafts\//);
}

/** @param {import('playwright-core').Page} page */
async function agree(page) {
  const of_age = page.locator('[name=of_age][value=yes]');
  if (await of_age.count()) await of_age.check();
  await page.check('[name=agree]');
  await page.locator('button[name=answer][value=accept]').click();
  await page.waitForURL(/\/releases\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/**
 * @param {import('playwright-core').BrowserContext} context @param {string} address
 * @param {string} language
 */
export async function speak(context, address, language) {
  await context.addCookies([{ name: 'lang', value: language, url: address }]);
}
