// SPDX-License-Identifier: EUPL-1.2
// Phones are shared: who leaves leaves nothing behind, on the page, on the way back, in the browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { send, set_stage, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const own = /Rahimi|Amina|Herat/;

/** What the browser keeps of the address. @param {Page} page */
async function kept(page) {
  const { cookies, origins } = await page.context().storageState();
  const more = await page.evaluate(async () => [
    ...Object.keys(sessionStorage), ...(await caches?.keys() ?? []), ...(await indexedDB.databases()).map((one) => String(one.name)),
  ]);
  return [...cookies.map((one) => one.name).filter((name) => /session/.test(name)),
    ...origins.flatMap((one) => one.localStorage.map((item) => item.name)), ...more];
}

/** @param {Page} page @param {number} steps */
async function goes_back(page, steps) {
  const seen = [];
  for (let step = 0; step < steps; step += 1) {
    await page.goBack({ waitUntil: 'load' }).catch(() => null);
    seen.push(`${page.url()} ${await page.title()} ${await page.locator('body').textContent()}`);
  }
  return seen.join('\n');
}

describe('leaving', () => {
  const stage = set_stage();

  for (const script of [true, false])
    test(`by the exit leaves nothing behind, ${script ? 'with' : 'without'} scripts`, async () => {
      const { address } = stage.demo;
      const { page, context } = await visitor(stage.browser, { address, script });
      await sign_in(page, sign_in_of(stage.demo.sign_ins, 'person'));
      await page.goto('/biography');
      assert.match(await page.locator('main').innerText(), own);
      await page.goto('/biography/person/name');
      await page.fill('[name="person.name.given"]', 'Amina Herat');
      const before = await context.cookies();
      const stay_here = (/** @type {URL} */ url) => !url.href.startsWith(address);
      await context.route(stay_here, (route) => route.fulfill({ contentType: 'text/html', body: 'weather' }));
      await Promise.all([page.waitForURL(stay_here), page.click('.exit')]);
      assert.equal(await page.locator('body').innerText(), 'weather');
      await page.goto('/imprint');
      if (script) assert.deepEqual(await kept(page), []);
      assert.doesNotMatch(await goes_back(page, 5), own);

      await context.addCookies(before);
      await page.goto('/biography');
      assert.doesNotMatch(await page.content(), own, 'a kept cookie opens nothing');
    });

  test('a caseworker signs out and the way back shows no list', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address });
    await sign_in(page, sign_in_of(stage.demo.sign_ins, 'manager'));
    await page.goto('/staff/persons');
    assert.match(await page.locator('main').innerText(), own);
    await send(page, '.exit');
    assert.doesNotMatch(await goes_back(page, 2), own);
    assert.deepEqual(await kept(page), []);
  });
});
