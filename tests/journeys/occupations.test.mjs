// SPDX-License-Identifier: EUPL-1.2
// An occupation is found by typing in one's own language, with scripts and without.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, set_stage, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const title = '[name="work.entries.title_original"]';
const code = '[name="work.entries.title_original.code"]';

/** @param {Page} page */
async function opens_a_new_job(page) {
  await page.goto('/biography/work/jobs/entries/new');
}

/** @param {Page} page @param {string} words */
async function types(page, words) {
  const list = page.waitForResponse((one) => one.url().includes('/occupations/list/'));
  await page.focus(title);
  assert.match((await list).headers()['cache-control'] ?? '', /immutable/);
  await page.locator(title).pressSequentially(words);
}

/** @param {Page} page */
async function proposals(page) {
  await page.locator('.found [role=option]').first().waitFor();
  return page.locator('.found [role=option]').allInnerTexts();
}

describe('occupations', () => {
  const stage = set_stage();

  /** @param {string} language @param {boolean} [script] */
  async function amina_in(language, script = true) {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address, language, script });
    await sign_in(page, sign_in_of(sign_ins, 'person'));
    await page.context().addCookies([{ name: 'lang', value: language, url: address }]);
    return { page, complaints };
  }

  test('typing in Farsi proposes Farsi titles, and offices get the code', async () => {
    const { page, complaints } = await amina_in('fa');
    await opens_a_new_job(page);
    await types(page, 'نجا');
    assert.ok((await proposals(page)).includes('نجار'));
    await page.locator('.found [role=option]', { hasText: /^نجار$/ }).click();
    assert.equal(await page.inputValue(title), 'نجار');
    assert.equal(await page.inputValue(code), '22342 نجار');
    await send(page);
    assert.match(await page.locator('main').innerText(), /نجار[^]*22342/);
    assert.deepEqual(complaints, []);
  });

  test('any of the five languages will do on any page, by the keyboard alone', async () => {
    const { page, complaints } = await amina_in('de');
    await opens_a_new_job(page);
    await types(page, 'خیاط');
    assert.ok((await proposals(page)).includes('Schneider/in'));
    await page.locator(title).fill('');
    await page.locator(title).pressSequentially('electricien bat');
    assert.equal(await page.locator('.found:not([hidden])').count(), 0);
    await page.locator(title).fill('');
    await page.locator(title).pressSequentially('boulan');
    await proposals(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue(title), 'Bäcker/in');
    await page.locator(title).fill('Bäckerin in Herat');
    await send(page);
    assert.doesNotMatch(await page.locator('main').innerText(), /29222/);
    assert.match(await page.locator('main').innerText(), /Bäckerin in Herat/);
    assert.deepEqual(complaints, []);
  });

  test('without scripts a button looks the words up, and they stay', async () => {
    const { page } = await amina_in('ar', false);
    await opens_a_new_job(page);
    await page.fill(title, 'سباك');
    await page.fill('[name="work.entries.employer"]', 'ورشة');
    await send(page, 'button[name=look_up]');
    assert.equal(await page.inputValue(title), 'سباك');
    assert.equal(await page.inputValue('[name="work.entries.employer"]'), 'ورشة');
    await page.check(`${code}[value="34212 سباك"]`);
    await send(page);
    assert.match(await page.locator('main').innerText(), /سباك[^]*34212/);
  });

  test('an editor imports a list after a preview', async () => {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address });
    await sign_in(page, sign_in_of(sign_ins, 'editor'));
    await page.goto('/occupations');
    await page.setInputFiles('[name=file]', {
      name: 'occupations_en.csv', mimeType: 'text/csv',
      buffer: Buffer.from('conceptType,preferredLabel,altLabels,code\nOccupation,hat maker,"milliner\nhatter",7531.8\n'),
    });
    await page.check('[name=language][value=en]');
    await send(page, '#form button[type=submit]');
    assert.match(await page.locator('main').innerText(), /hat maker/);
    await send(page, 'form[action$="/import"] button');
    assert.match(page.url(), /\/occupations$/);
    assert.match(await page.locator('main').innerText(), /occupations_en\.csv/);
    await follow(page, '.tabs a[href="/recipients"]');
    assert.deepEqual(complaints, []);
  });
});
