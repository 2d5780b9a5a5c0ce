// SPDX-License-Identifier: EUPL-1.2
// Each page in each language: axe-core and html-validate find nothing, nothing scrolls sideways at
// 320 px, the browser has no complaint.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { send, set_stage, sideways, sign_in, visitor } from './browser.mjs';
import { routes, sign_in_of } from './demo.mjs';
import { all_walks, design, languages, not_found, speak } from './pages.mjs';

/** @typedef {import('./browser.mjs').Page} Page */
/** @typedef {'light' | 'dark'} Scheme */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const validator = new HtmlValidate(JSON.parse(readFileSync(new URL('.htmlvalidate.json', import.meta.url), 'utf8')));

/** @param {Page} page @param {number} width @param {Scheme} scheme @param {'active' | 'none'} forced */
async function look(page, width, scheme, forced = 'none') {
  await page.setViewportSize({ width, height: 740 });
  await page.emulateMedia({ colorScheme: scheme, forcedColors: forced, reducedMotion: 'reduce' });
}

/** What axe finds wrong, a line each. @param {Page} page @returns {Promise<string[]>} */
async function violations(page) {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const found = await page.evaluate(
    (tags) => /** @type {any} */ (window).axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    rules,
  );
  return found.violations.flatMap((/** @type {any} */ one) =>
    one.nodes.slice(0, 3).map((/** @type {any} */ node) => `${one.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`));
}

/** @param {string} html */
async function invalid(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages.map((one) => `${one.ruleId}: ${one.message} (${one.selector})`));
}

/** @param {Page} page @param {string} path */
async function visit(page, path) {
  await look(page, 320, 'light');
  return page.goto(path, { waitUntil: 'load' });
}

/**
 * Small and light, then, where colours are looked at, wide and dark; all four, and forced colours,
 * where the page is one of the thorough ones.
 * @param {Page} page @param {import('playwright-core').Response | null} response
 * @param {number} status @param {boolean} thorough @param {boolean} colours
 */
async function faults(page, response, status, thorough, colours = true) {
  const found = await faults_of_words(page, response, status);
  if (response?.status() !== status) return found;
  found.push(...(await violations(page)));
  /** @type {[number, Scheme, 'active' | 'none'][]} */
  const more = colours ? [[1280, 'dark', 'none']] : [];
  if (thorough) more.push([1280, 'light', 'none'], [320, 'dark', 'none'], [320, 'dark', 'active']);
  for (const [width, scheme, forced] of more) {
    await look(page, width, scheme, forced);
    found.push(...(await violations(page)).map((one) => `${width} ${scheme} ${one}`));
  }
  return found;
}

/**
 * What another language can spoil: the markup, and whether everything fits on a narrow screen.
 * @param {Page} page @param {import('playwright-core').Response | null} response @param {number} status
 */
async function faults_of_words(page, response, status) {
  return [...(await faults_of_markup(response, status)), ...(await sideways(page))];
}

/** @param {import('playwright-core').Response | import('playwright-core').APIResponse | null} response @param {number} status */
async function faults_of_markup(response, status) {
  if (response?.status() !== status) return [`answers ${response?.status()} instead of ${status}`];
  return invalid(await response.text());
}

/**
 * As much as the language has to be looked at for.
 * @param {Page} page @param {string} path @param {number} status @param {string} language
 */
async function faults_at(page, path, status, language) {
  if (short.includes(language)) return faults_of_markup(await page.request.get(path), status);
  const response = await visit(page, path);
  if (!looked_through.includes(language)) return faults_of_words(page, response, status);
  return faults(page, response, status, thorough.includes(path) || path.startsWith('/packets/'), language === 'de');
}

/** One language for each direction of writing is looked through; colours are the same in both. */
const looked_through = ['de', 'ar'];
/** No text of theirs is longer than the German one: their markup alone is looked at. */
const short = ['en'];
const thorough = [design, '/', '/biography', '/releases'];

/** @param {Page} page @param {string[]} paths @param {string} name @param {string[]} complaints @param {string} language */
async function faults_of(page, paths, name, complaints, language) {
  /** @type {string[]} */
  const all = [];
  for (const path of paths) {
    const status = not_found.includes(path) ? 404 : 200;
    for (const fault of await faults_at(page, path, status, language)) all.push(`${path} ${name}: ${fault}`);
  }
  return [...all, ...complaints.splice(0)];
}

/** @param {string[]} found */
function none(found) {
  assert.equal(found.length, 0, found.join('\n'));
}

describe('pages for everybody', () => {
  const stage = set_stage();
  /** @type {Awaited<ReturnType<typeof all_walks>>} */
  let walks;

  test('the page of all components', async () => {
    const { page, complaints } = await visitor(stage.browser, { address: stage.demo.address });
    none(await faults_of(page, [design], '', complaints, 'de'));
  });

  test('every kind of visitor comes in', async () => {
    walks = await all_walks(stage.browser, stage.demo);
    none(walks.flatMap((walk) => walk.complaints.splice(0)));
  });

  test('no page is left out', () => {
    const seen = [design, ...walks.flatMap((walk) => walk.paths)].map((path) => path.replace(/\?.*/, ''));
    const files = ['/gone', '/occupations/list/{version}/{language}', '/packets/{id}/pdf', '/packets/{id}/papers/{paper}',
      '/packets/{id}/all',
      '/biography/summary/pdf', '/cv/europass', '/cv/json-resume', '/cv/pdf', '/recognition/{entry}/folder',
      '/paper-forms/{language}', '/releases/consent-text.pdf',
      '/staff/persons/{id}/case/consent/{language}',
      '/staff/persons/{person}/releases/consent-text.pdf', '/staff/persons/{person}/releases/drafts/{id}/paper.pdf',
      '/staff/persons/{person}/releases/papers/{paper}/picture',
      '/documents/{id}/file', '/documents/{id}/picture', '/documents/{id}/pages/{number}',
      '/plan/versions/{version}/paper', '/staff/persons/{id}/plan/versions/{version}/paper', '/allocation/file',
      '/plan/versions/{version}/scan', '/staff/persons/{id}/plan/versions/{version}/scan',
      '/appointments/{id}/ics', '/staff/appointments/{id}/ics', '/p/calendar/{token}'];
    const of_figures = /^\/figures\/(reports\/\{report\}|yearly|years\/\{year\})\/(csv|pdf|xlsx)$/;
    // A year that is over is drawn as its reports are.
    const frozen = ['/figures/years/{year}', '/figures/years/{year}/reports/{report}'];
    // One list's preview stands for all: they are drawn by the same code.
    const of_a_list = /^\/(lists\/\w+|recipients|staff\/accounts)\/files\/(current|\{id\})$/;
    none(routes().filter((pattern) => {
      const like = new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`);
      return ![...files, ...frozen].includes(pattern) && !of_a_list.test(pattern) && !of_figures.test(pattern) && !seen.some((path) => like.test(path));
    }));
  });

  test('stands still for those who wish it', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address });
    await sign_in(page, sign_in_of(stage.demo.sign_ins, 'person'));
    const moves = async () => page.evaluate(() => document.getAnimations().length);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto('/biography');
    assert.ok(await moves(), 'something moves at all');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moves(), 0);
  });

  for (const language of looked_through)
    test(`forms sent empty in ${language}`, async () => {
      const { page, complaints } = await visitor(stage.browser, { address: stage.demo.address, language });
      const found = [];
      for (const path of ['/accounts/new', '/code-card', '/staff/sign-in']) {
        await visit(page, path);
        found.push(...(await faults(page, await send(page), 422, false)));
      }
      none([...found, ...complaints]);
    });

  for (const language of languages)
    test(`all pages in ${language}`, async () => {
      const mine = walks.filter((walk) => walk.languages.includes(language));
      /** @type {string[]} */
      const found = [];
      for (const { who, context, page, complaints, paths } of mine) {
        await speak(context, stage.demo.address, language);
        found.push(...(await faults_of(page, paths, `${who} ${language}`, complaints, language)));
      }
      none(found);
    });
});
