// SPDX-License-Identifier: EUPL-1.2
// select[data-typeahead]: a long list is found by typing. The select stays, hidden, and is what is sent.

/** @param {string} text */
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** @param {HTMLSelectElement} select */
function enhance(select) {
  const input = document.createElement('input');
  const list = document.createElement('ul');
  const none = select.dataset.typeahead ?? '';
  const options = [...select.options].filter((option) => option.value);
  const words = options.map((option) => fold(option.text));
  let active = -1;

  input.type = 'text';
  input.dir = 'auto';
  input.id = select.id;
  input.autocomplete = 'off';
  input.value = select.value ? (select.selectedOptions[0]?.text ?? '') : '';
  list.id = `${select.id}-found`;
  list.className = 'found';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  const labels = select.labels[0]?.textContent;
  if (labels) list.setAttribute('aria-label', labels);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) input.setAttribute(name, value);
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = select.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  select.id += '-value';
  select.hidden = true;
  select.before(input, list);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  /** @param {HTMLOptionElement | undefined} option */
  const choose = (option) => {
    const value = option?.value ?? '';
    if (option) input.value = option.text;
    close();
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

  const show = () => {
    const found = matches().slice(0, 8);
    list.replaceChildren(...found.map((option, i) => {
      const row = document.createElement('li');
      row.id = `${list.id}-${i}`;
      row.textContent = option.text;
      row.setAttribute('role', 'option');
      row.addEventListener('mousedown', (event) => {
        event.preventDefault();
        choose(option);
      });
      return row;
    }));
    if (!found.length) {
      const row = document.createElement('li');
      row.textContent = none;
      row.setAttribute('role', 'option');
      row.setAttribute('aria-disabled', 'true');
      list.append(row);
    }
    active = -1;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };

  /** @param {number} by */
  const move = (by) => {
    if (list.hidden) show();
    const rows = [...list.children];
    active = (active + by + rows.length) % rows.length;
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === active)));
    input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
  };

  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : list.hidden ? 0 : -1);
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      choose(matches()[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  input.addEventListener('change', (event) => event.stopPropagation());
  input.addEventListener('blur', () => {
    const typed = fold(input.value);
    const found = matches();
    choose(typed ? (found.find((option) => fold(option.text) === typed) ?? (found.length === 1 ? found[0] : undefined)) : undefined);
  });
}

for (const select of document.querySelectorAll('select[data-typeahead]'))
  if (select instanceof HTMLSelectElement) enhance(select);
