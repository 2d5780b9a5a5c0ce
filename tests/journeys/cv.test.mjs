// SPDX-License-Identifier: EUPL-1.2
// From a biography to a CV and its files, and a CV that somebody brings along: on a phone in Arabic,
// without scripts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { follow, send, set_stage, sideways, sign_in, visitor } from './browser.mjs';

const require = createRequire(import.meta.url);
const published = JSON.parse(readFileSync(require.resolve('@jsonresume/schema/schema.json'), 'utf8'));
const documented = fileURLToPath(new URL('europass.rng', import.meta.url));

/** @typedef {import('./browser.mjs').Page} Page */

/** @param {Page} page @param {string} path */
async function file(page, path) {
  const answer = await page.context().request.get(path);
  assert.equal(answer.status(), 200, path);
  assert.match(answer.headers()['content-disposition'] ?? '', /^attachment/);
  return answer.body();
}

/** @param {Page} page @param {string} change */
async function press(page, change) {
  await send(page, `button[name=change][value="${change}"]`);
}

/** @param {Page} page */
async function headings(page) {
  return page.locator('main .arranging section').evaluateAll((all) => all.map((one) => one.getAttribute('aria-labelledby')));
}

describe('CV', () => {
  const stage = set_stage();

  /** @param {string} name */
  async function phone_of(name) {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address, language: 'ar', script: false });
    const who = sign_ins.find((one) => one.role === 'person' && one.name?.startsWith(name));
    assert.ok(who);
    await sign_in(page, who);
    await page.context().addCookies([{ name: 'lang', value: 'ar', url: address }]);
    return { page, complaints };
  }

  test('is arranged by buttons and saved as PDF', async () => {
    const { page, complaints } = await phone_of('Amina');
    await page.goto('/biography');
    await follow(page, 'main a[href="/cv"]');
    assert.deepEqual(await sideways(page), []);
    const before = await headings(page);
    const at = before.indexOf('languages');
    await press(page, 'up:languages');
    assert.equal((await headings(page)).indexOf('languages'), at - 1);
    await press(page, 'out:interests');
    assert.equal(await page.locator('button[name=change][value="in:interests"]').count(), 1);
    assert.deepEqual(await sideways(page), []);
    for (const query of ['layout=one&language=de', 'layout=two&language=ar'])
      assert.equal((await file(page, `/cv/pdf?${query}`)).subarray(0, 5).toString(), '%PDF-');
    await press(page, 'in:interests');
    await send(page, 'button[name=then][value=keep]');
    assert.match(page.url(), /\/documents\/0/);
    assert.deepEqual(await sideways(page), []);
    assert.deepEqual(complaints, []);
  });

  test('fits the published schema of JSON Resume, in every language', async () => {
    const fits = new Ajv({ strict: false, validateFormats: false }).compile(published);
    for (const name of ['Amina', 'Bilal']) {
      const { page } = await phone_of(name);
      for (const language of ['de', 'en', 'fr', 'ar', 'fa']) {
        const resume = JSON.parse((await file(page, `/cv/json-resume?language=${language}`)).toString());
        assert.ok(fits(resume), JSON.stringify(fits.errors));
        assert.ok(resume.work.length, 'has jobs');
      }
    }
  });

  test('fits what is documented of Europass', async () => {
    for (const name of ['Amina', 'Bilal']) {
      const { page } = await phone_of(name);
      for (const language of ['de', 'en', 'fr', 'ar'])
        execFileSync('xmllint', ['--noout', '--relaxng', documented, '-'], {
          input: await file(page, `/cv/europass?language=${language}`), stdio: 'pipe',
        });
    }
  });

  test('that somebody brings along is seen first and taken over then', async () => {
    const { page, complaints } = await phone_of('Bilal');
    await page.goto('/cv');
    await follow(page, 'main a[href="/cv/imports/new"]');
    await page.setInputFiles('[name=file]', {
      name: 'resume.json', mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({
        work: [{ position: 'رسام', name: 'ورشة', startDate: '2011', endDate: '2013' }],
        awards: [{ title: 'x' }],
      })),
    });
    await page.check('[name=language][value=ar]');
    await send(page, '#form button[type=submit]');
    assert.deepEqual(await sideways(page), []);
    assert.match(await page.locator('main').innerText(), /رسام/);
    const preview = page.url();
    await page.goto('/biography/work/jobs');
    assert.doesNotMatch(await page.locator('main').innerText(), /رسام/);
    await page.goto(preview);
    await send(page, 'form[action$="/acceptance"] button[type=submit]');
    await page.goto('/biography/work/jobs');
    assert.match(await page.locator('main').innerText(), /رسام/);
    assert.deepEqual(complaints, []);
  });
});
