// SPDX-License-Identifier: EUPL-1.2
// A certificate is photographed, looked at, turned, removed and brought back on a phone in Arabic,
// with scripts and without.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { set_stage, sideways, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';
import { paper } from './pages.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/**
 * A photo, as a phone takes it.
 * @param {import('playwright-core').Browser} browser
 */
async function photo(browser) {
  const page = await browser.newPage();
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 });
    const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, 1200, 900);
    brush.fillStyle = '#000';
    brush.font = '90px sans-serif';
    brush.fillText('Zeugnis 2019', 120, 300);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  await page.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** @param {Page} page @param {{name: string, mimeType: string, buffer: Buffer}[]} files */
async function adds(page, files) {
  await page.goto('/documents/new');
  await page.setInputFiles('[name=file]', files);
  await page.fill('[name=title]', 'شهادة الخياطة');
  await page.locator('#form button[type=submit]').last().click();
  await page.waitForURL(/\/documents\/0/);
}

/** Whether the page of the document is really shown. @param {Page} page */
async function sees_it(page) {
  const sheet = page.locator('img.sheet');
  await sheet.waitFor();
  return sheet.evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) return 0;
    await image.decode();
    return image.naturalWidth;
  });
}

describe('documents', () => {
  const stage = set_stage();

  for (const script of [true, false])
    test(`a photo becomes a document on a phone ${script ? 'with' : 'without'} scripts`, async () => {
      const { address, sign_ins } = stage.demo;
      const { page, complaints } = await visitor(stage.browser, { address, language: 'ar', script });
      await sign_in(page, sign_in_of(sign_ins, 'person'));
      await page.context().addCookies([{ name: 'lang', value: 'ar', url: address }]);
      await adds(page, [
        { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo(stage.browser) },
        { name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper('Zeugnis')) },
      ]);
      const document = page.url();
      assert.match(await page.locator('h1').innerText(), /شهادة الخياطة/);
      assert.ok((await sees_it(page)) > 300);
      assert.deepEqual(await sideways(page), []);

      await page.locator('main details summary').first().click();
      await page.locator('button[value=turn_right]').click();
      await page.waitForURL(/page=1/);
      assert.ok((await sees_it(page)) > 300);

      await page.locator('form[action$="/removal"] button').click();
      await page.waitForURL(/\/documents$/);
      assert.equal(await page.locator(`a[href="${new URL(document).pathname}"]`).count(), 0);
      await page.locator('.toast button').click();
      await page.waitForURL(/\/documents\/0/);
      assert.deepEqual(complaints, []);
    });

  test('what is no document is refused in Arabic without scripts, with the typed name kept', async () => {
    const { address, sign_ins } = stage.demo;
    const { page } = await visitor(stage.browser, { address, language: 'ar', script: false });
    await sign_in(page, sign_in_of(sign_ins, 'person'));
    await page.context().addCookies([{ name: 'lang', value: 'ar', url: address }]);
    await page.goto('/documents/new');
    await page.setInputFiles('[name=file]', { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ') });
    await page.fill('[name=title]', 'شهادة');
    await page.locator('#form button[type=submit]').last().click();
    await page.locator('.errors, [role=alert], #err').first().waitFor();
    assert.match(await page.locator('main').innerText(), /ليس صورة ولا ملف/);
    assert.equal(await page.inputValue('[name=title]'), 'شهادة');
  });
});
