// SPDX-License-Identifier: EUPL-1.2
// An appointment from the desk to the phone, and the county's figures: without scripts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, set_stage, sideways, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/** @param {Page} page @param {string} path */
async function file(page, path) {
  const answer = await page.context().request.get(path);
  assert.equal(answer.status(), 200, path);
  assert.match(answer.headers()['content-disposition'] ?? '', /^attachment/);
  return (await answer.body()).toString('utf8');
}

/** A day some days from now, as an input of dates takes it. @param {number} days */
function in_days(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

describe('appointments and figures', () => {
  const stage = set_stage();

  /** @param {string} role @param {string} language @param {string} [name] */
  async function at(role, language, name = '') {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address, language, script: false });
    const who = sign_ins.find((one) => one.role === role && one.name?.startsWith(name));
    await sign_in(page, who ?? sign_in_of(sign_ins, role));
    await page.context().addCookies([{ name: 'lang', value: language, url: address }]);
    return { page, complaints };
  }

  test('what is arranged at the desk stands on the phone in Farsi, and in a calendar', async () => {
    const desk = await at('manager', 'de');
    await desk.page.goto('/staff/appointments?view=list');
    const amina = desk.page.locator('main a[href^="/staff/appointments/0"]', { hasText: 'Amina' }).first();
    await desk.page.goto(/** @type {string} */ (await amina.getAttribute('href')));
    await follow(desk.page, 'main a.back');
    await follow(desk.page, 'main a.add');
    await desk.page.fill('[name=day]', in_days(4));
    await desk.page.fill('[name=time]', '14:30');
    await desk.page.selectOption('[name=place]', 'home');
    await desk.page.selectOption('[name=topic]', 'school');
    await desk.page.check('[name=words][value=certificates]');
    await send(desk.page);
    assert.match(await desk.page.locator('main').innerText(), /Bei Ihnen zu Hause/);
    assert.deepEqual(await sideways(desk.page), []);

    const phone = await at('person', 'fa', 'Amina');
    await phone.page.goto('/biography');
    await follow(phone.page, 'main a.line[href="/appointments"]');
    const words = await phone.page.locator('main').innerText();
    assert.match(words, /در خانهٔ شما/);
    assert.match(words, /گواهی‌های خود را بیاورید/);
    assert.deepEqual(await sideways(phone.page), []);
    const ics = /** @type {string} */ (await phone.page.locator('main a[href$="/ics"]').first().getAttribute('href'));
    assert.match(await file(phone.page, ics), /SUMMARY:Termin\r\n/);
    await follow(phone.page, 'main a[href="/calendar"]');
    await send(phone.page, 'main form button[type=submit]');
    const secret = /http\S+\/p\/calendar\/[\w-]{43}/.exec(await phone.page.locator('main').innerText())?.[0];
    const feed = await phone.page.context().request.get(/** @type {string} */ (secret));
    assert.match(await feed.text(), /BEGIN:VEVENT/);
    assert.deepEqual([...desk.complaints, ...phone.complaints], []);
  });

  test('an own task stands among the others until it is ticked off', async () => {
    const { page, complaints } = await at('manager', 'de');
    await page.goto('/staff/tasks');
    await follow(page, 'main a.add');
    await page.selectOption('[name=step_kind]', 'call');
    await page.fill('[name=step_words]', 'Statistik nachfragen');
    await page.selectOption('[name=waiting_for]', 'county');
    await send(page);
    const line = page.locator('main li', { hasText: 'Statistik nachfragen' });
    await Promise.all([page.waitForNavigation(), line.locator('button').click()]);
    assert.equal(await page.locator('main .list li', { hasText: 'Statistik nachfragen' }).count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('a report is defined, read and taken along', async () => {
    const { page, complaints } = await at('editor', 'de');
    await page.goto('/figures');
    await follow(page, 'main a.add');
    await page.fill('[name=title]', 'Beratungen im Quartal');
    await page.selectOption('[name=measure]', 'consultations');
    await page.selectOption('[name=period]', 'this_quarter');
    await page.selectOption('[name=rows]', 'own');
    await send(page);
    assert.match(await page.locator('main h1').innerText(), /Beratungen im Quartal/);
    assert.match(await page.locator('main table').innerText(), /Gesamt/);
    assert.deepEqual(await sideways(page), []);
    const here = new URL(page.url()).pathname;
    assert.match(await file(page, `${here}/csv`), /Gesamt;/);
    await file(page, `${here}/xlsx`);
    await file(page, `${here}/pdf`);
    await page.fill('[name=on]', '2020-01-31');
    await send(page, 'main form[method=get] button');
    assert.match(await page.locator('main h1 + *').first().innerText(), /2020/);
    assert.deepEqual(complaints, []);
  });
});
