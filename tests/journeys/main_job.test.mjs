// SPDX-License-Identifier: EUPL-1.2
// A newcomer tells of her life in Farsi, the Jobcenter reads it in German, and she takes it back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { follow, send, set_stage, tongue, visitor } from './browser.mjs';
import { link_in } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const secret = 'gelbe tasse am see';

/** @param {Page} page */
async function registers(page) {
  await page.goto('/');
  assert.equal(await tongue(page), 'fa rtl');
  await follow(page, 'main a[href="/accounts/new"]');
  await page.fill('[name=name]', 'امینه');
  await page.fill('[name=secret]', secret);
  await page.fill('[name=secret_again]', secret);
  await page.check('[name=agree]');
  await send(page);
  assert.match(page.url(), /\/account\/number$/);
  assert.match(await page.locator('h1').innerText(), /^[\d  ]{10,16}$/);
  await follow(page, 'main a[href="/biography"]');
}

/** @param {Page} page @param {string} family */
async function says_her_name(page, family) {
  await page.goto('/biography/person/name');
  await page.fill('[name="person.name.given"]', 'Amina');
  await page.fill('[name="person.name.family"]', family);
  assert.equal((await send(page))?.status(), 200);
}

/** @param {Page} page */
async function tells_of_a_job(page) {
  await page.goto('/biography/work/jobs');
  await follow(page, 'main a[href^="/biography/work/jobs/entries/new"]');
  await page.fill('[name="work.entries.employer"]', 'کارگاه خیاطی نسیم');
  await page.fill('[name="work.entries.tasks"]', 'دوخت لباس');
  assert.equal((await send(page))?.status(), 200);
  assert.ok(await page.locator('main a[href^="/biography/work/jobs/entries/0"]').count());
}

/** @param {Page} page */
async function chooses_jobcenter(page) {
  await page.goto('/releases/new');
  await follow(page, 'main a[href="/releases/new?kind=JC"]');
  const radios = page.locator('input[type=radio][name=recipient]');
  if (await radios.count()) await radios.first().check();
  else await chooses_from_menu(page);
  await send(page);
}

/** @param {Page} page */
async function chooses_from_menu(page) {
  const menu = page.locator('select[name=recipient]');
  const name = (await menu.locator('option').nth(1).textContent()) ?? '';
  if (await menu.isVisible()) return void (await menu.selectOption({ index: 1 }));
  await page.fill('[role=combobox]', name);
  await page.keyboard.press('Enter');
}

/** @param {Page} page the address of the release */
async function releases(page) {
  await chooses_jobcenter(page);
  assert.match(page.url(), /\/releases\/drafts\//);
  const of_age = page.locator('[name=of_age][value=yes]');
  if (await of_age.count()) await of_age.check();
  await page.check('[name=agree]');
  await send(page, 'button[name=answer][value=accept]');
  assert.match(page.url(), /\/releases\/[0-9a-f-]{36}$/);
  return page.url();
}

/** @param {Page} page @param {string} link */
async function opens(page, link) {
  await page.goto(link);
  assert.ok(!(await page.locator('main').innerText()).includes('Rahimi'), 'the first page is neutral');
  await send(page, 'main form button[type=submit]');
  assert.match(page.url(), /\/packets\//);
  assert.equal(await tongue(page), 'de ltr');
  assert.match(await page.locator('h1').innerText(), /Amina Rahimi/);
}

/** @param {Page} page */
async function reads_german(page) {
  const words = await page.locator('main').innerText();
  for (const german of ['Familienname', 'Rahimi', 'کارگاه خیاطی نسیم'])
    assert.ok(words.includes(german), `the packet says ${german}`);
}

/** @param {Page} page */
async function saves_pdf(page) {
  const href = (await page.locator('main a[href*="/pdf"]').getAttribute('href')) ?? '';
  const response = await page.context().request.get(href);
  assert.equal(response.headers()['content-type'], 'application/pdf');
  const text = execFileSync('pdftotext', ['-', '-'], { input: await response.body(), encoding: 'utf8' });
  assert.match(text, /Amina Rahimi/);
}

/** @param {Page} page */
async function invites(page) {
  await page.fill('[name=message]', 'Kommen Sie bitte am Montag um 9 Uhr.');
  await send(page, 'button[name=answer][value=invited]');
}

/** @param {Page} page @param {string} release */
async function sees_answer(page, release) {
  await page.goto('/releases');
  assert.ok(await page.locator('#news').count(), 'the answer is news');
  await page.goto(release);
  const card = page.locator('section[aria-labelledby=answers]');
  assert.match(await card.innerText(), /Kommen Sie bitte am Montag/);
}

/** @param {Page} page @param {string} release */
async function withdraws(page, release) {
  await page.goto(release);
  await follow(page, 'main a[href$="/withdrawal"]');
  await send(page, 'main form button[type=submit]');
}

describe('the main job', () => {
  const stage = set_stage();

  for (const script of [true, false])
    test(`goes from the first page to the withdrawal ${script ? 'with' : 'without'} scripts`, async () => {
      const { address } = stage.demo;
      const { page: amina, complaints } = await visitor(stage.browser, { address, language: 'fa', script });
      const { page: jobcenter, complaints: more } = await visitor(stage.browser, { address, script });
      const known = await stage.demo.mails.files();

      await registers(amina);
      await says_her_name(amina, 'Rahimi');
      await tells_of_a_job(amina);
      const release = await releases(amina);
      const link = link_in(await stage.demo.mails.next(known));

      await opens(jobcenter, link);
      await reads_german(jobcenter);
      await saves_pdf(jobcenter);
      await invites(jobcenter);
      await sees_answer(amina, release);

      await says_her_name(amina, 'Rahimi-Karimi');
      await jobcenter.reload();
      assert.match(await jobcenter.locator('h1').innerText(), /Amina Rahimi-Karimi/);
      assert.deepEqual([...complaints, ...more], []);

      await withdraws(amina, release);
      assert.equal((await jobcenter.reload())?.status(), 410);
      assert.equal((await jobcenter.goto(link))?.status(), 410);
    });
});
