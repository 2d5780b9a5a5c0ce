// SPDX-License-Identifier: EUPL-1.2
// With the keyboard alone: the way to the content is one key, each stop can be seen and none is left
// out; a newcomer registers, says her name and leaves.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { set_stage, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const secret = 'gelbe tasse am see';

/** Where the keyboard stands. @param {Page} page */
async function stop(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const ring = [one, one.closest('label, .choice'), one.closest('summary')].some((each) => {
      const style = each && getComputedStyle(each);
      return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    const box = one.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    const uncovered = at && (one.contains(at) || at.contains(one) || one.closest('label')?.contains(at));
    return { mark: one.outerHTML.slice(0, 140), ring, uncovered: Boolean(uncovered), skip: one.className === 'skip' };
  });
}

/** How many stops a page has: of radio buttons of a name the keyboard sees one. @param {Page} page */
async function stops(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const seen = all.filter((one) => one.checkVisibility({ visibilityProperty: true })
      && !one.matches(':disabled, [type=hidden], [tabindex="-1"]'));
    const names = seen.map((one) => (one.matches('[type=radio]') ? /** @type {HTMLInputElement} */ (one).name : one));
    return new Set(names).size;
  });
}

/** @param {Page} page @param {string} path */
async function walks_through(page, path) {
  await page.goto(path);
  const wanted = await stops(page);
  const found = [];
  let count = 0;
  for (; count <= wanted + 1; count += 1) {
    await page.keyboard.press('Tab');
    const at = await stop(page);
    if (!at || (count > 0 && at.skip)) break;  // round once
    if (count === 0 && !at.skip) found.push(`begins with ${at.mark}`);
    if (!at.ring) found.push(`shows no focus: ${at.mark}`);
    if (!at.uncovered) found.push(`is covered: ${at.mark}`);
  }
  if (count !== wanted) found.push(`${count} stops instead of ${wanted}`);
  return found.map((one) => `${path} ${one}`);
}

/** Goes on to what fits. @param {Page} page @param {string} selector */
async function reaches(page, selector) {
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((like) => document.activeElement?.matches(like), selector)) return;
  }
  assert.fail(`the keyboard does not reach ${selector} on ${page.url()}`);
}

/** @param {Page} page @param {string} selector @param {string} text */
async function types(page, selector, text) {
  await reaches(page, selector);
  await page.keyboard.type(text);
}

/** @param {Page} page @param {string} selector @param {string} key */
async function presses(page, selector, key = 'Enter') {
  await reaches(page, selector);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press(key)]);
}

describe('the keyboard', () => {
  const stage = set_stage();

  test('sees and reaches all that a page offers', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address });
    const found = [];
    for (const path of ['/', '/accounts/new', '/code-card', '/staff/sign-in'])
      found.push(...(await walks_through(page, path)));
    await sign_in(page, sign_in_of(stage.demo.sign_ins, 'person'));
    for (const path of ['/biography', '/biography/person/birth', '/biography/language/skills/entries/new', '/releases', '/releases/new', '/account'])
      found.push(...(await walks_through(page, path)));
    assert.equal(found.length, 0, found.join('\n'));
  });

  test('skips to the content', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address });
    await page.goto('/accounts/new');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('main')));
  });

  test('sends a form with the return key from a field', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address, language: 'fr' });
    await page.goto('/accounts/new');
    await types(page, '[name=name]', 'Amina');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
    assert.match(page.url(), /\/accounts$/);
    assert.equal(await page.getAttribute('html', 'lang'), 'fr');
    assert.ok(await page.$('.error-summary, [role=alert], #errors'), 'the form was not sent');
  });

  test('registers, says a name and leaves', async () => {
    const { address } = stage.demo;
    const { page, context, complaints } = await visitor(stage.browser, { address, language: 'fr' });
    await page.goto('/');
    await presses(page, 'main a[href="/accounts/new"]');
    await types(page, '[name=name]', 'Amina');
    await types(page, '[name=secret]', secret);
    await types(page, '[name=secret_again]', secret);
    await reaches(page, '[name=agree]');
    await page.keyboard.press('Space');
    await presses(page, 'main button[type=submit]');
    assert.match(page.url(), /\/account\/number$/);

    await page.goto('/biography/person/name');
    await types(page, '[name="person.name.family"]', 'Rahimi');
    await presses(page, 'main button[type=submit]');
    await page.goto('/biography/person/name');
    assert.equal(await page.inputValue('[name="person.name.family"]'), 'Rahimi');

    const elsewhere = (/** @type {URL} */ url) => !url.href.startsWith(address);
    await context.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: 'weather' }));
    assert.deepEqual(complaints, []);
    await reaches(page, '.exit');
    await Promise.all([page.waitForURL(elsewhere), page.keyboard.press('Enter')]);
    await page.goto('/biography');
    assert.doesNotMatch(await page.content(), /Rahimi/);
  });
});
