// SPDX-License-Identifier: EUPL-1.2
// Takes the pictures of the README anew: node pictures.mjs [FOLDER]
import { send, sign_in, start_browser, visitor } from './browser.mjs';
import { link_in, sign_in_of, start_demo } from './demo.mjs';

const folder = process.argv[2] ?? '../../docs/pictures';
const desktop = { width: 1200, height: 900 };
const demo = await start_demo();
const browser = await start_browser();

/** @param {import('playwright-core').Page} page @param {string} name */
async function take(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** @param {string} language @param {{width: number, height: number}} viewport */
async function amina(language, viewport) {
  const { page } = await visitor(browser, { address: demo.address, language, viewport });
  await sign_in(page, sign_in_of(demo.sign_ins, 'person'));
  return page;
}

try {
  const { page: first } = await visitor(browser, { address: demo.address, language: 'de' });
  await first.goto('/');
  await take(first, 'phone-de');

  const life = await amina('ar', { width: 360, height: 740 });
  await life.context().addCookies([{ name: 'lang', value: 'ar', url: demo.address }]);
  await life.goto('/biography');
  await take(life, 'phone-ar');

  const preview = await amina('ar', desktop);
  await preview.context().addCookies([{ name: 'lang', value: 'ar', url: demo.address }]);
  await preview.goto('/releases/new');
  await preview.locator('main a[href*=JC]').first().click();
  await preview.locator('main [type=radio]').first().check();
  const known = await demo.mails.files();
  await send(preview);
  await take(preview, 'desktop-ar');

  await preview.check('[name=agree]');
  await send(preview, 'button[name=answer][value=accept]');
  const { page: office } = await visitor(browser, { address: demo.address, language: 'de', viewport: desktop });
  await office.goto(link_in(await demo.mails.next(known)));
  await send(office, 'main form button[type=submit]');
  await take(office, 'desktop-de');
} finally {
  await browser.close();
  await demo.stop();
}
