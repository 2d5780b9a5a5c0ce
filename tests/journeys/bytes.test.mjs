// SPDX-License-Identifier: EUPL-1.2
// What a page weighs on its way to a phone, as sent by the server with brotli.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { set_stage, visitor } from './browser.mjs';
import { all_walks, languages, not_found, speak } from './pages.mjs';

const KB = 1024;
const limits = { page: 12 * KB, full: 16 * KB, scripts: 8 * KB };
/** Pages of the desk that show long lists to choose from, or a packet in two languages. */
const full = [/^\/figures\/(new|reports\/[^/]+\/change)$/, /^\/staff\/persons\/[^/]+\/case\/new$/,
  /^\/staff\/persons\/[^/]+\/releases\/drafts\/[^/]+$/];
/** @type {Record<string, number>} */
const first_visit = { de: 20 * KB, en: 20 * KB, fr: 20 * KB, ar: 35 * KB, fa: 35 * KB };

/**
 * The body as it travels.
 * @param {string} url @param {string} cookie @returns {Promise<Buffer>}
 */
function sent(url, cookie = '') {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'br', cookie } }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        if ((answer.statusCode ?? 500) >= 400) reject(new Error(`${url} answers ${answer.statusCode}`));
        else resolve(Buffer.concat(parts));
      });
    }).on('error', reject).end();
  });
}

/** @type {Map<string, number>} */
const weights = new Map();

/** Of a static file, asked for once. @param {string} url */
async function weight(url) {
  const known = weights.get(url) ?? (await sent(url)).length;
  weights.set(url, known);
  return known;
}

/** @param {import('playwright-core').Page} page @param {string} selector */
async function named(page, selector) {
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => /** @type {any} */ (one).href || /** @type {any} */ (one).src));
}

/** @param {string[]} urls */
async function sum(urls) {
  const all = await Promise.all(urls.map(weight));
  return all.reduce((one, other) => one + other, 0);
}

/** @param {import('playwright-core').BrowserContext} context @param {string} address */
async function cookies(context, address) {
  return (await context.cookies(address)).map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The files that a page names. @param {string} html @param {string} url @param {RegExp} tag @param {RegExp} address */
function files(html, url, tag, address) {
  return [...html.matchAll(tag)].flatMap(([one]) => {
    const found = address.exec(one)?.[1];
    return found ? [new URL(found, url).href] : [];
  });
}

/** @param {string} url @param {string} cookie */
async function too_heavy(url, cookie) {
  const body = await sent(url, cookie);
  const html = body.length, text = brotliDecompressSync(body).toString();
  // The sheet for paper comes when the page stands.
  const sheets = files(text, url, /<link\b(?=[^>]*\brel="?stylesheet)(?![^>]*\bmedia="?print)[^>]*>/g, /href="?([^\s">]+)/);
  assert.ok(sheets.length, `${url} names its style sheet`);
  const css = await sum(sheets);
  const scripts = await sum(files(text, url, /<script\b[^>]*>/g, /src="?([^\s">]+)/));
  const path = new URL(url).pathname;
  const found = [];
  const limit = full.some((one) => one.test(path)) ? limits.full : limits.page;
  if (html + css > limit) found.push(`${path}: ${html} bytes of HTML and ${css} of CSS`);
  if (scripts > limits.scripts) found.push(`${path}: ${scripts} bytes of scripts`);
  return found;
}

/** All that a first visit fetches. @param {import('playwright-core').Browser} browser @param {string} address @param {string} language */
async function first_visit_of(browser, address, language) {
  const { context, page } = await visitor(browser, { address, language });
  /** @type {Set<string>} */
  const urls = new Set([`${address}/favicon.svg`]);
  page.on('request', (one) => urls.add(one.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  for (const url of await named(page, 'link[rel=icon]')) urls.add(url);
  urls.delete(`${address}/favicon.svg`);
  urls.delete(`${address}/`);
  const html = (await sent(`${address}/`, `lang=${language}`)).length;
  await context.close();
  return html + (await sum([...urls]));
}

describe('bytes', () => {
  const stage = set_stage();

  for (const language of languages)
    test(`a first visit in ${language}`, async () => {
      const bytes = await first_visit_of(stage.browser, stage.demo.address, language);
      assert.ok(bytes <= (first_visit[language] ?? 0), `${bytes} bytes instead of ${first_visit[language]}`);
    });

  test('every page and its scripts', async () => {
    const found = [];
    for (const { context, paths, languages: own } of await all_walks(stage.browser, stage.demo))
      for (const language of own) {
        await speak(context, stage.demo.address, language);
        const cookie = await cookies(context, stage.demo.address);
        for (const path of paths.filter((one) => !not_found.includes(one)))
          found.push(...(await too_heavy(stage.demo.address + path, cookie)).map((one) => `${language} ${one}`));
      }
    assert.equal(found.length, 0, found.join('\n'));
  });
});
