// SPDX-License-Identifier: EUPL-1.2
// Texts 40 % longer, at 400 % zoom on a small desktop (320 × 256): nothing scrolls sideways, no text
// is cut or leaves its box, and what stands fixed leaves room for the page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { set_stage, sideways } from './browser.mjs';
import { binary } from './demo.mjs';
import { all_walks, speak } from './pages.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const real = process.env.MOBIO_SHARE ?? join(dirname(binary), 'share');
let folder = '';

/** What the program reads, with longer texts in the place of English. */
async function longer_share() {
  folder = await mkdtemp(join(tmpdir(), 'mobio-longer-'));
  for (const name of await readdir(real))
    if (name !== 'texts') await symlink(join(real, name), join(folder, name));
  await mkdir(join(folder, 'texts/en/LC_MESSAGES'), { recursive: true });
  for (const name of await readdir(join(real, 'texts')))
    if (name !== 'en') await symlink(join(real, 'texts', name), join(folder, 'texts', name));
  execFileSync(fileURLToPath(new URL('longer_texts.py', import.meta.url)),
    [join(real, 'texts/de/LC_MESSAGES/mobio.mo'), join(folder, 'texts/en/LC_MESSAGES/mobio.mo')]);
  return folder;
}

/** @param {Page} page */
async function cut(page) {
  const found = await page.evaluate(() => {
    const seen = (/** @type {Element} */ one) =>
      one.checkVisibility({ visibilityProperty: true }) && !one.closest('.hide') && getComputedStyle(one).clipPath === 'none';
    const boxes = [...document.querySelectorAll('main *, header *, nav *, footer *')].filter((one) => {
      const style = getComputedStyle(one);
      const boxed = style.overflowX !== 'visible' || style.borderInlineEndWidth !== '0px';
      return one instanceof HTMLElement && boxed && style.overflowX !== 'auto' && !one.matches('input, select, textarea, progress');
    });
    return boxes.filter((one) => seen(one) && (one.scrollWidth > one.clientWidth + 1
      || (getComputedStyle(one).overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 1)))
      .map((one) => `${one.scrollWidth} px of text in ${one.clientWidth}: ${one.outerHTML.slice(0, 160)}`);
  });
  return found.map((one) => `is cut: ${one}`);
}

/** @param {Page} page */
async function covered(page) {
  const height = await page.evaluate(() => [...document.querySelectorAll('body *')]
    .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility())
    .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0));
  return height > 256 / 3 ? [`${height} of 256 px stand fixed`] : [];
}

describe('longer texts at four times the size', () => {
  const stage = set_stage(longer_share);
  after(async () => folder && rm(folder, { recursive: true, force: true }));

  test('fit every page', async () => {
    const found = [];
    for (const { page, context, paths, languages } of await all_walks(stage.browser, stage.demo)) {
      if (!languages.includes('en')) continue;
      await speak(context, stage.demo.address, 'en');
      await page.setViewportSize({ width: 320, height: 256 });
      for (const path of paths) {
        await page.goto(path);
        found.push(...[...(await sideways(page)), ...(await cut(page)), ...(await covered(page))].map((one) => `${path} ${one}`));
      }
    }
    assert.equal(found.length, 0, found.join('\n'));
  });
});
