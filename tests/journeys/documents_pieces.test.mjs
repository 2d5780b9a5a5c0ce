// SPDX-License-Identifier: EUPL-1.2
// A large photo over a connection that breaks, on a phone in Arabic; several documents as one PDF;
// a page that loses its edges under a finger.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { phone, set_stage, sideways, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';
import { paper } from './pages.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/**
 * A photo that cannot be pressed together much.
 * @param {import('playwright-core').Browser} browser
 */
async function large_photo(browser) {
  const page = await browser.newPage();
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1400, height: 1000 });
    const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const dots = brush.createImageData(1400, 1000);
    for (let i = 0; i < dots.data.length; i += 1) dots.data[i] = i % 4 === 3 ? 255 : Math.random() * 255;
    brush.putImageData(dots, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.8);
  });
  await page.close();
  const buffer = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  return { name: 'IMG_20260101.jpg', mimeType: 'image/jpeg', buffer };
}

/** @param {Page} page */
async function press(page) {
  await page.locator('#form button[type=submit]').last().click();
}

describe('documents in pieces', () => {
  const stage = set_stage();

  /** @param {{language?: string, script?: boolean}} [options] */
  async function amina({ language = 'ar', script = true } = {}) {
    const { address, sign_ins } = stage.demo;
    const one = await visitor(stage.browser, { address, language, script, viewport: phone });
    await sign_in(one.page, sign_in_of(sign_ins, 'person'));
    await one.page.context().addCookies([{ name: 'lang', value: language, url: address }]);
    return one;
  }

  test('a photo arrives over a connection that breaks, while one fills in the form', async () => {
    const { page, complaints } = await amina();
    const photo = await large_photo(stage.browser);
    let asked = 0;
    await page.route('**/documents/uploads/*/pieces', async (route) => {
      asked += 1;
      if (asked === 2 || asked === 3) return route.abort('connectionreset');
      if (asked !== 5) return route.continue();
      await route.fetch();  // it arrives, but its answer does not
      return route.abort('connectionfailed');
    });
    await page.goto('/documents/new');
    await page.setInputFiles('[name=file]', photo);
    await page.locator('progress').waitFor();
    assert.match(await page.locator('.state').innerText(), /يُرسل|الاتصال/);
    assert.deepEqual(await sideways(page), []);
    await page.fill('[name=title]', 'صورة كبيرة');
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/documents')),
      press(page),
    ]);
    assert.ok((sent.postDataBuffer() ?? '').length < 4000, 'the file went once');
    await page.waitForURL(/\/documents\/0/);
    assert.ok(asked > 5);
    assert.match(await page.locator('h1').innerText(), /صورة كبيرة/);
    // The breaks themselves, and the piece that was there already, are told of by the browser.
    assert.deepEqual(complaints.filter((one) => !/net::ERR_CONNECTION|status of 409/.test(one)), []);
  });

  test('what was broken off goes on when the same file is chosen again', async () => {
    const { page, context } = await amina();
    const photo = await large_photo(stage.browser);
    let asked = 0;
    await page.route('**/documents/uploads/*/pieces', (route) => {
      asked += 1;
      return asked > 2 ? undefined : route.continue();  // and then nothing moves
    });
    await page.goto('/documents/new');
    await page.setInputFiles('[name=file]', photo);
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) >= 500000);
    await page.close();

    const later = await context.newPage();
    await later.goto('/documents');
    assert.match(await later.locator('main').innerText(), /IMG_20260101\.jpg/);
    assert.deepEqual(await sideways(later), []);
    await later.locator('a[href^="/documents/new?upload="]').click();
    let sent = 0;
    later.on('request', (request) => {
      if (request.url().endsWith('/pieces')) sent += request.postDataBuffer()?.length ?? 0;
    });
    await later.setInputFiles('[name=file]', photo);
    await press(later);
    await later.waitForURL(/\/documents\/0/);
    assert.ok(sent < photo.buffer.length - 400000, `${sent} of ${photo.buffer.length} bytes were sent again`);
  });

  test('what came whole is added, or thrown away, without scripts', async () => {
    const with_script = await amina();
    const photo = await large_photo(stage.browser);
    for (let i = 0; i < 2; i += 1) {
      await with_script.page.goto('/documents/new');
      const file = { ...photo, name: `${i}.jpg`, buffer: Buffer.concat([photo.buffer, Buffer.from([i])]) };
      await with_script.page.setInputFiles('[name=file]', file);
      await with_script.page.locator('.state[data-kind=saved]').waitFor();
    }
    const { page } = await amina({ script: false });
    await page.goto('/documents');
    await page.locator('form[action$="/removal"] button').first().click();
    await page.waitForURL(/\/documents$/);
    await page.locator('a[href^="/documents/new?upload="]').first().click();
    assert.ok(await page.locator('[name=upload]').first().isChecked());
    await press(page);
    await page.waitForURL(/\/documents\/0/);
    await page.goto('/documents');
    assert.equal(await page.locator('a[href^="/documents/new?upload="]').count(), 0);
  });

  test('what is no document is refused before it is sent as a whole', async () => {
    const { page } = await amina();
    await page.goto('/documents/new');
    const file = { name: 'x.exe', mimeType: 'image/jpeg', buffer: Buffer.alloc(600000, 'MZ') };
    await page.setInputFiles('[name=file]', file);
    await page.locator('.field .error').waitFor();
    assert.match(await page.locator('.field .error').innerText(), /ليس صورة ولا ملف/);
    assert.equal(await page.inputValue('[name=file]'), '');
  });

  test('several documents become one PDF with bookmarks', async () => {
    const { page } = await amina({ script: false });
    for (const words of ['Zeugnis', 'Brief']) {
      await page.goto('/documents/new');
      await page.setInputFiles('[name=file]', {
        name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper(words)),
      });
      await page.fill('[name=title]', `شهادة ${words}`);
      await press(page);
      await page.waitForURL(/\/documents\/0/);
    }
    await page.goto('/documents');
    await page.locator('a[href="/documents/bundle"]').click();
    assert.deepEqual(await sideways(page), []);
    for (const words of ['Zeugnis', 'Brief']) await page.getByLabel(`شهادة ${words}`).check();
    const [download] = await Promise.all([page.waitForEvent('download'), press(page)]);
    const file = /** @type {string} */ (await download.path());
    assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Pages:\s+3/);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    for (const words of [/Dokumente/, /Seite 2/, /Seite 3/, /Zeugnis/, /Brief/]) assert.match(text, words);
    const { outlines } = JSON.parse(execFileSync('qpdf', ['--json', '--json-key=outlines', file], { encoding: 'utf8' }));
    assert.deepEqual(outlines.map((/** @type {any} */ one) => [one.title.slice(0, 5), one.destpageposfrom1]),
      [['شهادة', 2], ['شهادة', 3]]);
  });

  test('a finger moves the edges of a page, and what lies outside is cut off', async () => {
    const { page, complaints } = await amina();
    await page.goto('/documents/new');
    await page.setInputFiles('[name=file]', {
      name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper('Rand')),
    });
    await press(page);
    await page.waitForURL(/\/documents\/0/);
    await page.locator('main details summary').first().click();
    await page.locator('a[href$="/pages/1/crop"]').click();
    await page.locator('[data-crop] > div').waitFor();
    assert.deepEqual(await sideways(page), []);
    const stage_box = page.locator('[data-crop]');
    await stage_box.locator('img').evaluate((image) => /** @type {HTMLImageElement} */ (image).decode());
    await stage_box.scrollIntoViewIfNeeded();
    const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await stage_box.boundingBox());
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    assert.ok(Math.abs(Number(await page.inputValue('[name=left]')) - 30) <= 1);
    assert.equal(await page.inputValue('[name=right]'), '0');
    await page.fill('[name=top]', '٢٥');
    await press(page);
    await page.waitForURL(/page=1/);
    assert.deepEqual(complaints, []);
  });
});
