// SPDX-License-Identifier: EUPL-1.2
// Keller makes a record and hands over a card; the person comes in with it, in Arabic.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, sign_in, set_stage, tongue, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/** @param {Page} page the code on the card */
async function makes_card(page) {
  await page.goto('/staff/persons');
  await follow(page, 'main a[href="/staff/persons/new"]');
  await page.fill('[name=name]', 'Bilal');
  const menu = page.locator('select[name=language]');
  if (await menu.count()) await menu.selectOption('ar');
  else await page.check('[name=language][value=ar]');
  await send(page);
  const code = /\b[0-9A-HJKMNP-TV-Z]{4}(?:[- ][0-9A-HJKMNP-TV-Z]{4}){3}\b/.exec(await page.locator('main').innerText());
  assert.ok(code, 'the page shows the code');
  return code[0];
}

/** @param {Page} page @param {string} code */
async function types_code(page, code) {
  await page.goto('/code-card');
  assert.equal(await tongue(page), 'ar rtl');
  await page.fill('[name=code]', code);
  return send(page);
}

/** @param {Page} page */
async function chooses_secret(page) {
  await page.fill('[name=secret]', 'blauer tisch im hof');
  await page.fill('[name=secret_again]', 'blauer tisch im hof');
  await page.check('[name=agree]');
  await send(page);
  assert.match(page.url(), /\/account\/number$/);
}

describe('a code card', () => {
  const stage = set_stage();

  test('brings a person in once', async () => {
    const { address } = stage.demo;
    const { page: keller, complaints } = await visitor(stage.browser, { address });
    await sign_in(keller, sign_in_of(stage.demo.sign_ins, 'manager'));
    const code = await makes_card(keller);

    const { page: bilal, complaints: more } = await visitor(stage.browser, { address, language: 'ar', script: false });
    await types_code(bilal, code);
    await chooses_secret(bilal);
    await follow(bilal, 'main a[href="/biography"]');
    assert.match(await bilal.locator('main').innerText(), /Bilal/);
    assert.deepEqual([...complaints, ...more], []);

    const { page: somebody } = await visitor(stage.browser, { address, language: 'ar' });
    assert.equal((await types_code(somebody, code))?.status(), 422);
  });

  test('is filled in from the address by a script, and leaves it', async () => {
    const { page } = await visitor(stage.browser, { address: stage.demo.address, language: 'ar' });
    await page.goto('/code-card#code=ABCD-EFGH-JKMN-PQRS');
    assert.equal(await page.inputValue('[name=code]'), 'ABCD-EFGH-JKMN-PQRS');
    assert.ok(!page.url().includes('ABCD'));
  });
});
