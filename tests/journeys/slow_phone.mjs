// SPDX-License-Identifier: EUPL-1.2
// What a slow phone (400 ms, 400 kbit/s, processor six times slower) sees of the main pages, median
// of three: node slow_phone.mjs. A report, no test: times depend on the machine.
import { sign_in, start_browser, visitor } from './browser.mjs';
import { sign_in_of, start_demo } from './demo.mjs';

const rate = (400 * 1024) / 8;

/** @param {import('playwright-core').Page} page */
async function slow_down(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: rate, uploadThroughput: rate });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
}

/** @param {import('playwright-core').Page} page @param {string} path */
async function look(page, path) {
  await page.goto(path, { waitUntil: 'networkidle' });
  return page.evaluate(() => new Promise((resolve) => {
    const seen = { paint: 0, shift: 0, blocked: 0 };
    const watch = (/** @type {string} */ type, /** @type {(one: any) => void} */ take) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', (one) => (seen.paint = one.startTime));
    watch('layout-shift', (one) => (seen.shift += one.hadRecentInput ? 0 : one.value));
    watch('longtask', (one) => (seen.blocked += one.duration - 50));
    setTimeout(() => resolve(seen), 500);
  }));
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

const demo = await start_demo();
const browser = await start_browser();
try {
  for (const [who, language, paths] of /** @type {[string, string, string[]][]} */ ([
    ['anybody', 'de', ['/', '/accounts/new']], ['anybody', 'ar', ['/']],
    ['person', 'fa', ['/biography', '/biography/person/name', '/releases']]])) {
    const { page, context } = await visitor(browser, { address: demo.address, language });
    if (who !== 'anybody') await sign_in(page, sign_in_of(demo.sign_ins, who));
    await slow_down(page);
    for (const path of paths) {
      const all = [];
      for (let round = 0; round < 3; round += 1) all.push(/** @type {any} */ (await look(page, path)));
      const of = (/** @type {string} */ name) => median(all.map((one) => one[name]));
      console.log(`${language} ${path}: largest paint ${Math.round(of('paint'))} ms, shift ${of('shift').toFixed(3)}, blocked ${Math.round(of('blocked'))} ms`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await demo.stop();
}
