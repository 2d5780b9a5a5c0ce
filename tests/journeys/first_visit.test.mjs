// SPDX-License-Identifier: EUPL-1.2
// The first visit on a small phone in Farsi, from making an account to the overview: what there is
// to read, to type and to tap, reckoned in minutes. No clock runs, so every machine counts the same.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { follow, send, set_stage, sideways, visitor } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

// An adult who reads their own language without haste, and writes with one thumb.
const words_a_minute = 120, seconds_a_letter = 1, seconds_a_tap = 2, seconds_a_page = 3;

/** What somebody answers to the questions of the first visit; names of inputs. */
const written = new Map([
  ['person.name.given', 'زهرا'], ['person.name.family', 'رحیمی'], ['person.name.preferred', 'زهرا'],
  ['contact.phones.e164', '017604069002'],
  ['family.household.adults', '2'], ['family.household.children', '2'],
  ['family.childcare_need.n_u3', '1'], ['family.childcare_need.n_3_6', '1'],
  ['school.years_total', '9'],
  ['work.entries.title_original', 'خیاط'], ['work.entries.from.year', '1390'],
  ['work.entries.to.year', '1398'], ['work.entries.tasks', 'دوخت لباس'],
  ['work.goal.occupations', 'خیاط'],
]);
const chosen = [
  'contact.language', 'contact.interpreter.needed', 'contact.phones.sms_ok', 'contact.phones.voice_ok',
  'contact.channel', 'literacy.category', 'language.skills.lang', 'language.skills.listening',
  'language.skills.reading', 'language.skills.spoken_interaction',
  'language.skills.spoken_production', 'language.skills.writing', 'school.leaving_level.level',
  'work.entries.country', 'work.goal.kind', 'work.goal.hours',
];

class Effort {
  pages = 0;
  words = 0;
  letters = 0;
  taps = 0;

  /** @param {Page} page */
  async reads(page) {
    this.pages += 1;
    const text = await page.locator('main').innerText();
    this.words += text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
    assert.deepEqual(await sideways(page), []);
  }

  /** @param {Page} page */
  async answers(page) {
    const form = page.locator('main form#form');
    const names = await form.locator('[name]:not([type=hidden]):visible, select[name]').evaluateAll(
      (inputs) => [...new Set(inputs.map((input) => input.getAttribute('name') ?? ''))]);
    for (const name of names) {
      const input = form.locator(`[name="${name}"]`).first();
      const text = written.get(name);
      if (text) {
        await input.fill(text);
        this.letters += text.length;
        this.taps += 1;
      } else if (chosen.includes(name)) {
        await choose(input);
        this.taps += 2;
      }
    }
  }

  minutes() {
    const seconds = this.letters * seconds_a_letter + this.taps * seconds_a_tap + this.pages * seconds_a_page;
    return this.words / words_a_minute + seconds / 60;
  }
}

/** @param {import('playwright-core').Locator} input */
async function choose(input) {
  await input.evaluate((one) => {
    if (one instanceof HTMLSelectElement) one.selectedIndex = 1;
    else if (one instanceof HTMLInputElement) one.checked = true;
    one.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** @param {Page} page @param {Effort} effort */
async function makes_an_account(page, effort) {
  await page.goto('/accounts/new');
  await effort.reads(page);
  for (const [name, text] of [['name', 'زهرا'], ['secret', '93570284'], ['secret_again', '93570284']]) {
    await page.fill(`[name=${name}]`, text);
    effort.letters += text.length;
  }
  await page.check('[name=agree]');
  await send(page);
  await effort.reads(page);
  await follow(page, 'main a[href="/biography"]');
  effort.taps += 3;
}

const cards = 'main a[href*="/entries/new"]';
const onward = 'main a.button[href*="path=first"]:not([href*="/entries/"]), main a.button[href="/biography"]';

/** Answers the page; where cards are asked, one of them. @param {Page} page @param {Effort} effort */
async function answers_page(page, effort) {
  await effort.reads(page);
  const asks_cards = (await page.locator(cards).count()) > 0;
  if (asks_cards) {
    await follow(page, cards);
    await effort.reads(page);
  }
  await effort.answers(page);
  assert.equal(await page.locator('main .error').count(), 0, page.url());
  await send(page);
  effort.taps += 1;
  if (asks_cards) {
    await follow(page, onward);
    effort.taps += 2;
  }
}

describe('the first visit', () => {
  const stage = set_stage();

  test('takes at most twenty minutes of reading and typing', async () => {
    const { page, complaints } = await visitor(stage.browser, { address: stage.demo.address, language: 'fa' });
    const effort = new Effort();
    await makes_an_account(page, effort);
    await follow(page, 'main .card.warm a.button');
    for (let left = 20; left > 0 && page.url().includes('path=first'); --left) await answers_page(page, effort);
    assert.match(page.url(), /\/biography$/);
    const { pages, words, letters, taps } = effort;
    const what = `${pages} pages, ${words} words, ${letters} letters, ${taps} taps`;
    assert.ok(effort.minutes() <= 20, `${effort.minutes().toFixed(1)} minutes: ${what}`);
    assert.ok(pages <= 20 && words > 500, what);
    assert.deepEqual(complaints, []);
  });
});
