// SPDX-License-Identifier: EUPL-1.2
// Debian's Chromium, and visitors who note every complaint of the browser.
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { start_demo } from './demo.mjs';

export const phone = { width: 360, height: 740 };

/**
 * @typedef {{demo: Awaited<ReturnType<typeof start_demo>>, browser: import('playwright-core').Browser}} Stage
 */

/**
 * A demo and a browser for the tests of a file, there once they run.
 * @param {() => Promise<string>} [share] makes another place for what the program reads
 */
export function set_stage(share) {
  const stage = /** @type {Stage} */ ({});
  before(async () => {
    [stage.demo, stage.browser] = await Promise.all([start_demo(await share?.()), start_browser()]);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.demo?.stop();
  });
  return stage;
}

export function start_browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/**
 * A visitor with a device of their own. `complaints` gathers console errors, refused contents (CSP)
 * and errors of scripts.
 * @param {import('playwright-core').Browser} browser
 * @param {{address: string, language?: string, script?: boolean, viewport?: {width: number, height: number}}} options
 */
export async function visitor(browser, { address, language = 'de', script = true, viewport = phone }) {
  const context = await browser.newContext({
    baseURL: address, locale: language, viewport, javaScriptEnabled: script,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    // The status of the page itself is looked at where it matters.
    const refused = message.text().startsWith('Failed to load') && message.location().url === page.url();
    if (message.type() === 'error' && !refused) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`${page.url()} asks for ${request.url()}`);
  });
  return { context, page, complaints };
}

/** @typedef {import('playwright-core').Page} Page */

/**
 * Presses the main button of the page's form and gives the next page's answer.
 * @param {Page} page @param {string} button
 */
export async function send(page, button = 'main form .buttons button[type=submit]') {
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }),
    page.locator(button).first().click(),
  ]);
  return response;
}

/** @param {Page} page @param {string} link */
export async function follow(page, link) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator(link).first().click()]);
}

/** @param {Page} page @param {{number?: string, email?: string, secret: string}} who */
export async function sign_in(page, who) {
  await page.goto(who.email ? '/staff/sign-in' : '/');
  if (who.number) {
    await page.locator('details:has([name=number]) > summary').click();
    await page.fill('[name=number]', who.number);
  } else {
    await page.fill('[name=email]', who.email ?? '');
  }
  await page.fill('[name=secret]', who.secret);
  await send(page, 'form:has([name=secret]) button[type=submit]:below([name=secret])');
}

/** @param {Page} page */
export async function tongue(page) {
  const html = page.locator('html');
  return `${await html.getAttribute('lang')} ${await html.getAttribute('dir')}`;
}

/**
 * What reaches over the sides of the page. @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function sideways(page) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 || one.getBoundingClientRect().left < -1)
      .map((one) => one.outerHTML.slice(0, 120)).slice(-3);
  });
  return over.map((one) => `scrolls sideways: ${one}`);
}
