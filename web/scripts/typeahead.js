// SPDX-License-Identifier: EUPL-1.2
// select[data-typeahead]: a long list is found by typing. The select stays, hidden, and is what is sent.
// input[data-occupations]: proposals from the list of occupations. One's own words are always fine.

/** @typedef {{text: string, value: string}} Option */

/** @param {string} text */
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/**
 * The list under an input. Returns what closes and what opens it.
 * @param {HTMLInputElement} input
 * @param {{label?: string | null | undefined, none: string, first: boolean, matches: () => Option[], choose: (option?: Option) => void}} of
 *   none: what an empty list says, "" closes it; first: Enter takes the first one
 */
function combobox(input, { label, none, first, matches, choose }) {
  const list = document.createElement('ul');
  let active = -1;
  list.id = `${input.id}-found`;
  list.className = 'found';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  if (label) list.setAttribute('aria-label', label);
  input.autocomplete = 'off';
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) input.setAttribute(name, value);
  input.after(list);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  /** @param {Option | undefined} option */
  const take = (option) => {
    close();
    choose(option);
  };

  const show = () => {
    const found = matches().slice(0, 8);
    if (!found.length && !none) return close();
    const rows = found.length ? found : [{ text: none, value: '' }];
    list.replaceChildren(...rows.map((option, i) => {
      const row = document.createElement('li');
      row.id = `${list.id}-${i}`;
      row.textContent = option.text;
      row.setAttribute('role', 'option');
      if (!found.length) row.setAttribute('aria-disabled', 'true');
      else row.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(option);
      });
      return row;
    }));
    active = -1;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    // On a phone it would lie under the keyboard and the bar at the bottom.
    const seen = (window.visualViewport?.height ?? window.innerHeight) - 80;
    if (list.getBoundingClientRect().bottom > seen) input.scrollIntoView({ block: 'start' });
  };

  /** @param {number} by */
  const move = (by) => {
    if (list.hidden) show();
    const rows = [...list.children];
    if (!rows.length) return;
    active = (active + by + rows.length) % rows.length;
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === active)));
    input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
  };

  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : list.hidden ? 0 : -1);
    } else if (event.key === 'Enter' && !list.hidden && (first || active >= 0)) {
      event.preventDefault();
      take(matches()[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  return { close, show };
}

/** @param {HTMLSelectElement} select */
function replace(select) {
  const input = document.createElement('input');
  const options = [...select.options].filter((option) => option.value);
  const words = options.map((option) => fold(option.text));

  input.type = 'text';
  input.dir = 'auto';
  input.id = select.id;
  input.value = select.value ? (select.selectedOptions[0]?.text ?? '') : '';
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = select.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  const label = select.labels[0]?.textContent;
  select.id += '-value';
  select.hidden = true;
  select.before(input);

  /** @param {Option | undefined} option */
  const choose = (option) => {
    const value = option?.value ?? '';
    if (option) input.value = option.text;
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const matches = () => {
    const typed = fold(input.value);
    const starts = options.filter((_, i) => words[i]?.startsWith(typed));
    const inside = options.filter((_, i) => !words[i]?.startsWith(typed) && words[i]?.includes(typed));
    return [...starts, ...inside];
  };

  const { close } = combobox(input, {
    label, none: select.dataset.typeahead ?? '', first: true, matches, choose,
  });
  input.addEventListener('change', (event) => event.stopPropagation());
  input.addEventListener('blur', () => {
    const typed = fold(input.value);
    const found = matches();
    close();
    choose(typed ? (found.find((option) => fold(option.text) === typed) ?? (found.length === 1 ? found[0] : undefined)) : undefined);
  });
}

/** As the server folds: similar letters of Arabic and Persian become one. @param {string} text */
const letters = (text) => fold(text)
  .replace(/[\u0640\u061c\u200b-\u200f]/g, '')
  .replace(/[يىېێے]/g, 'ی').replace(/[كڪ]/g, 'ک').replace(/[ةۀھہە]/g, 'ه').replace(/[أإآٱ]/g, 'ا')
  .replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/æ/g, 'ae').replace(/œ/g, 'oe')
  .replace(/\/(?=[^\s/]{1,2}(?![^\s/]))/g, '').replace(/[\s/,.’'()-]+/g, ' ').trim();

/** Code, title and words of each, fetched when it is needed first. @type {Map<string, Promise<[string, string, string][]>>} */
const lists = new Map();

/** @param {string} url */
function fetch_list(url) {
  const list = lists.get(url) ?? fetch(url).then((answer) => (answer.ok ? answer.json() : []));
  lists.set(url, list);
  return list;
}

/** @param {HTMLInputElement} input */
function propose(input) {
  const url = input.dataset.occupations ?? '';
  const code = input.form?.elements.namedItem(`${input.name}.code`);
  if (!(code instanceof HTMLInputElement)) return;
  for (const button of input.form?.querySelectorAll('button[name=look_up]') ?? [])
    if (button instanceof HTMLButtonElement && button.value === input.name) button.remove();
  /** @type {[string, string, string][]} */
  let all = [];

  const matches = () => {
    const typed = letters(input.value);
    if (typed.length < 2) return [];
    const words = typed.split(' ');
    const found = all.filter(([, , known]) => words.every((word) => known.includes(` ${word}`)));
    const begins = found.filter(([, title]) => letters(title).startsWith(typed));
    return [...begins, ...found.filter((one) => !begins.includes(one))]
      .map(([key, title]) => ({ text: title, value: key }));
  };

  /** @param {Option | undefined} option */
  const choose = (option) => {
    if (!option) return;
    input.value = option.text;
    code.value = `${option.value} ${option.text}`;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const { close, show } = combobox(input, {
    label: input.labels?.[0]?.textContent, none: '', first: false, matches, choose,
  });
  input.addEventListener('blur', close);
  input.addEventListener('focus', async () => {
    const known = all.length;
    all = await fetch_list(url).catch(() => []);
    if (!all.length) lists.delete(url);
    if (!known && input.value && document.activeElement === input) show();
  });
}

for (const select of document.querySelectorAll('select[data-typeahead]'))
  if (select instanceof HTMLSelectElement) replace(select);
for (const input of document.querySelectorAll('input[data-occupations]'))
  if (input instanceof HTMLInputElement) propose(input);
