// SPDX-License-Identifier: EUPL-1.2
// What keeps a county going: accounts and lists, texts and packets, and the officer's view.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, set_stage, sign_in, visitor } from './browser.mjs';
import { sign_in_of } from './demo.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/** @param {Page} page */
const words = (page) => page.locator('main').innerText();

describe('the county', () => {
  const stage = set_stage();

  /** @param {string} role @param {boolean} [script] */
  async function desk_of(role, script = true) {
    const { address, sign_ins } = stage.demo;
    const { page, complaints } = await visitor(stage.browser, { address, script });
    await sign_in(page, sign_in_of(sign_ins, role));
    return { page, complaints };
  }

  test('an administrator adds a colleague, who chooses a password with a code', async () => {
    const { page, complaints } = await desk_of('admin', false);
    await page.goto('/staff');
    await follow(page, 'main a[href="/staff/accounts"]');
    await follow(page, 'main a[href="/staff/accounts/new"]');
    await page.fill('[name=name]', 'Petra Roth');
    await page.fill('[name=email]', 'roth@musterland.example.org');
    await page.selectOption('[name=role]', 'officer');
    await send(page);
    assert.match(await words(page), /Gemeinde für diese Person/);
    await page.selectOption('[name=municipality]', { label: 'Auental' });
    await send(page);
    await send(page, 'form[action$="/code"] button');
    const code = await page.locator('.code').innerText();
    assert.match(code, /^\w{4}(-\w{4}){3}$/);

    const roth = await visitor(stage.browser, { address: stage.demo.address, language: 'fr' });
    await roth.page.goto('/staff/sign-in');
    await follow(roth.page, 'main a[href="/staff/code"]');
    await roth.page.fill('[name=email]', 'roth@musterland.example.org');
    await roth.page.fill('[name=code]', code.toLowerCase());
    await roth.page.fill('[name=secret]', 'gelber hut im regen');
    await roth.page.fill('[name=secret_again]', 'gelber hut im regen');
    await send(roth.page);
    assert.match(await words(roth.page), /Votre mot de passe est défini/);
    await roth.page.fill('[name=email]', 'roth@musterland.example.org');
    await roth.page.fill('[name=secret]', 'gelber hut im regen');
    await send(roth.page);
    assert.match(roth.page.url(), /\/allocation$/);
    assert.match(await words(roth.page), /Auental/);
    assert.deepEqual([...complaints, ...roth.complaints], []);
  });

  test('a file of municipalities goes out, is changed and comes in again', async () => {
    const { page, complaints } = await desk_of('admin');
    await page.goto('/lists/municipalities/files');
    const [download] = await Promise.all([
      page.waitForEvent('download'), page.click('main a[href$="/files/current"]'),
    ]);
    assert.equal(download.suggestedFilename(), 'municipalities.csv');
    /** @type {Buffer[]} */
    const parts = [];
    for await (const part of await download.createReadStream()) parts.push(part);
    const file = Buffer.concat(parts).toString('utf8').replace('Ahornfelden', 'Ahornfelden am Muster');
    assert.match(file, /^\uFEFFAGS;/);
    await page.setInputFiles('[name=file]', { name: 'gemeinden.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await send(page, '#form button[type=submit]');
    assert.match(await words(page), /Geändert\s+1/);
    assert.match(await words(page), /Ahornfelden am Muster/);
    await send(page, 'form[action$="/import"] button');
    assert.match(await words(page), /Alle Zeilen der Datei sind übernommen/);
    assert.deepEqual(complaints, []);
  });

  test('an editor words a text as the county says it, and everybody reads it', async () => {
    const { page, complaints } = await desk_of('editor', false);
    await page.goto('/staff');
    await follow(page, 'main a[href="/texts"]');
    await page.fill('[name=q]', 'gerne jemanden mit');
    await send(page, 'form[action="/texts"] button');
    await page.goto('/texts?q=Kontaktpersonen+in');
    await follow(page, 'main .list a');
    await page.fill('[name=de]', 'Wir im Kreis');
    await send(page);
    const anybody = await visitor(stage.browser, { address: stage.demo.address });
    await anybody.page.goto('/contact');
    assert.match(await words(anybody.page), /Wir im Kreis/);
    assert.match(await words(anybody.page), /Frau Cordes/);
    await send(page, 'form[action$="/original"] button');
    await anybody.page.goto('/contact');
    assert.match(await words(anybody.page), /Kontaktpersonen in Ihrer Nähe/);
    assert.deepEqual([...complaints, ...anybody.complaints], []);
  });

  test('editor and data-protection officer change a packet together', async () => {
    const editor = await desk_of('editor'), dpo = await desk_of('dpo');
    await editor.page.goto('/packet-definitions/JC/person.nationalities');
    await editor.page.locator('[name=level]').last().check({ force: true });
    await editor.page.fill('[name=reason]', 'Das Jobcenter fragt nicht danach.');
    await send(editor.page);
    await dpo.page.goto('/packet-definitions');
    assert.match(await words(dpo.page), /fragt nicht danach/);
    await send(dpo.page, 'form[action$="/agreement"] button');
    assert.match(await words(dpo.page), /neue Version/);
    await editor.page.goto('/packet-definitions/JC');
    assert.match(await words(editor.page), /Version 2/);
    assert.deepEqual([...editor.complaints, ...dpo.complaints], []);
  });

  test('an officer finds persons, moves, needs and places of their municipality', async () => {
    const { page, complaints } = await desk_of('officer');
    for (const path of ['/allocation', '/allocation/moves', '/allocation/needs']) {
      await page.goto(path);
      assert.match(await words(page), /Musterhausen/);
    }
    assert.match(await words(page), /Beispielweg 3/);
    assert.deepEqual(complaints, []);
  });
});
