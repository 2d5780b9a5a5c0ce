// SPDX-License-Identifier: EUPL-1.2
// A caseworker's day, on a phone and on a desk: who is pressing, a case opened with consent, one handed
// over from one service to the other, and the screen given to the person.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, phone, send, set_stage, sideways, sign_in, tongue, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';
import { begin_handover, choose, find_person, open_case, take_in } from './pages.mjs';

const desk = { width: 1280, height: 800 };
const stage = set_stage();

/** @param {string} role @param {{width: number, height: number}} viewport @param {boolean} script */
async function at_work(role, viewport, script = true) {
  const all = await visitor(stage.browser, { address: stage.demo.address, viewport, script });
  await sign_in(all.page, sign_in_of(stage.demo.sign_ins, role));
  return all;
}

/** @param {import('playwright-core').Page} page */
const text = (page) => page.locator('main').innerText();

for (const [name, viewport] of /** @type {[string, typeof phone][]} */ ([['phone', phone], ['desk', desk]]))
  describe(`cases on a ${name}`, () => {
    test('the list shows what is due, filters, and fits the screen', async () => {
      const { page, complaints } = await at_work('manager', viewport);
      await page.goto('/staff/persons');
      assert.match(await text(page), /Alle\s/);
      assert.ok(await page.locator('tbody tr').count());
      await page.locator('details:has(.filters) > summary').click();
      await choose(page, 'phase', 'AU');
      await choose(page, 'sort', 'Name');
      await send(page, '.filters button[type=submit]');
      assert.match(page.url(), /phase=AU/);
      assert.deepEqual([...(await sideways(page)), ...complaints], []);
    });

    test('a case is opened with the person’s consent in their own language', async () => {
      const { page, complaints } = await at_work('counsellor', viewport);
      const at = await take_in(page);
      await page.goto(`${at}/new`);
      assert.equal(await page.locator('.sheet[lang=fa]').getAttribute('dir'), 'rtl');
      assert.deepEqual(await sideways(page), []);
      await send(page, 'button[name=answer][value=accept]');
      assert.match(await text(page), /Wählen Sie, wie die Person einwilligt/);
      await open_case(page, at);
      assert.match(await text(page), /Musterhausen/);
      assert.match(await text(page), /am Bildschirm gelesen/);
      assert.deepEqual([...(await sideways(page)), ...complaints], []);
    });

    test('a case goes from one service to the other', async () => {
      const giving = await at_work('counsellor', viewport);
      const at = await take_in(giving.page);
      await open_case(giving.page, at);
      await begin_handover(giving.page, at.replace(/\/case$/, ''), 'Integrationsmanagement Stadt');
      await giving.page.check('[name=manner][value=screen]');
      await send(giving.page, 'button[name=answer][value=accept]');
      assert.match(await text(giving.page), /Das neue Team soll übernehmen/);
      const taking = await at_work('manager', viewport);
      await taking.page.goto('/staff/persons');
      await follow(taking.page, 'main a[href="/staff/handovers"]');
      await follow(taking.page, 'main a[href^="/staff/handovers/0"]');
      await choose(taking.page, 'staff', 'Keller');
      assert.deepEqual(await sideways(taking.page), []);
      await send(taking.page);
      assert.match(await text(taking.page), /Integrationsmanagement Stadt/);
      assert.deepEqual([...giving.complaints, ...taking.complaints], []);
    });
  });

describe('a caseworker and a person at one screen', () => {
  test('the person types alone, and nothing else is within reach', async () => {
    const { page, complaints } = await at_work('manager', phone);
    const at = await find_person(page, 'Amina Rahimi');
    await page.goto(at);
    await send(page, 'form[action$="/entry"] button');
    assert.match(await text(page), /Sie schreiben für/);
    assert.ok(await page.locator('.beside[lang=fa]').count(), 'her language stands beside');
    await send(page, 'form[action$="/handing-over"] button');
    assert.equal(await tongue(page), 'fa rtl');
    assert.equal((await page.goto('/staff/persons'))?.status(), 404);
    await page.goBack();
    await page.goto('/biography');
    await send(page, 'form[action="/entry/end"] button');
    assert.match(page.url(), /\/entry\/ended$/);
    await page.goto('/staff/persons');
    assert.match(page.url(), /\/staff\/sign-in/);
    assert.deepEqual(complaints.filter((one) => !one.includes('404')), []);
  });

  test('the list goes by keyboard, and all of it without scripts', async () => {
    const { page } = await at_work('manager', desk);
    await page.goto('/staff/persons');
    await page.locator('tbody th a').first().focus();
    await page.keyboard.press('j');
    const second = await page.locator('tbody th a').nth(1).getAttribute('href');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), second);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'name');
    const plain = await at_work('counsellor', phone, false);
    const at = await take_in(plain.page);
    await plain.page.goto(`${at}/new`);
    await plain.page.selectOption('select[name=phase]', 'VU');
    await plain.page.selectOption('select[name=municipality]', { index: 1 });
    await plain.page.check('[name=manner][value=paper]');
    await send(plain.page, 'button[name=answer][value=accept]');
    assert.match(await text(plain.page), /auf Papier unterschrieben/);
  });
});
