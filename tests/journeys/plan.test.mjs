// SPDX-License-Identifier: EUPL-1.2
// A plan from the first goal to both signatures: by keyboard and without scripts at the desk, drawn
// with a finger on a phone in Farsi; and a screen that shows the plan alone.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, set_stage, sideways, sign_in, tongue, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';
import { find_person, speak } from './pages.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const desk_size = { width: 1280, height: 900 };

/** The plan of Amina, at Keller's desk. @param {Page} page */
async function opens_plan(page) {
  await page.goto((await find_person(page, 'Amina Rahimi')).replace(/case$/, 'plan'));
}

/** By keyboard alone. @param {Page} page */
async function signs_by_keyboard(page, side = 'caseworker') {
  await page.focus(`[name=${side}_name]`);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Sabine Keller');
  await page.focus(`[name=${side}_agree]`);
  await page.keyboard.press('Space');
  await page.focus(`#sign-${side} button[type=submit]`);
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
}

/** @param {Page} page */
async function draws(page) {
  const field = page.locator('[data-sign] svg');
  await field.scrollIntoViewIfNeeded();
  const box = await field.boundingBox();
  assert.ok(box, 'there is a field to sign in');
  await page.mouse.move(box.x + 20, box.y + 40);
  await page.mouse.down();
  for (let i = 1; i <= 12; i += 1)
    await page.mouse.move(box.x + 20 + i * 18, box.y + 40 + (i % 2) * 30);
  await page.mouse.up();
}

describe('a plan', () => {
  const stage = set_stage();

  test('is written, agreed and signed by keyboard, without scripts', async () => {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address, script: false, viewport: desk_size });
    await sign_in(page, sign_in_of(sign_ins, 'manager'));
    await opens_plan(page);
    await follow(page, 'main a[href$="/goals/new"]');
    await page.selectOption('[name=area]', 'participation');
    await page.selectOption('[name=kind]', 'own');
    await page.fill('[name=german]', 'Im Chor mitsingen');
    await page.selectOption('[name=indicator]', 'alone');
    await page.selectOption('[name=priority]', 'later');
    await page.selectOption('[name=status]', 'open');
    await send(page, '#form button[type=submit]:has-text("Speichern")');
    assert.match(await page.locator('main').innerText(), /Im Chor mitsingen/);

    await follow(page, 'main a[href$="/agreement"]');
    await send(page, '#plan button[type=submit]');
    assert.match(page.url(), /\/versions\//);
    assert.match(await page.locator('main').innerText(), /Neues Ziel: .*Im Chor mitsingen/);
    assert.equal(await page.locator('[data-sign]').first().isVisible(), false);
    await signs_by_keyboard(page);
    assert.match(await page.locator('.signs').innerText(), /Sabine Keller/);
    assert.deepEqual(complaints, []);
  });

  test('is read and signed with a finger on a phone in Farsi', async () => {
    const { address, sign_ins } = stage.demo;
    const { page, context, complaints } = await visitor(stage.browser, { address, language: 'fa' });
    await sign_in(page, sign_in_of(sign_ins, 'person'));
    await speak(context, address, 'fa');
    await page.goto('/biography');
    await follow(page, 'main a[href="/plan"]');
    assert.equal(await tongue(page), 'fa rtl');
    assert.deepEqual(await sideways(page), []);
    await follow(page, '#confirm ~ footer a, section[aria-labelledby=confirm] footer a');
    await draws(page);
    await page.check('[name=person_agree]');
    await send(page, '#sign-person button[type=submit]');
    assert.equal(await page.locator('.sign path').count(), 1);
    assert.deepEqual(await sideways(page), []);
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main a[href$="/paper?lang=fa"]').click(),
    ]);
    assert.match(paper.suggestedFilename(), /^zielvereinbarung-.*\.pdf$/);
    assert.deepEqual(complaints, []);
  });

  test('alone on a screen leads nowhere else', async () => {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address });
    await sign_in(page, sign_in_of(sign_ins, 'person'));
    await page.goto('/plan');
    await send(page, 'form[action="/plan/together"] button');
    assert.match(page.url(), /\/plan\/together$/);
    assert.deepEqual(await page.locator('a:not(.skip)').evaluateAll((all) => all.map((one) => one.outerHTML)), []);
    await page.goBack();
    assert.match(page.url(), /\/(\?next=.*)?$/);
    await page.goto('/plan/together');
    assert.deepEqual(await sideways(page), []);
    await send(page, 'form[action="/plan/together/end"] button');
    assert.match(page.url(), /\/\?next=/);
    await page.goto('/plan/together');
    assert.doesNotMatch(page.url(), /together/);
    assert.deepEqual(complaints, []);
  });
});
