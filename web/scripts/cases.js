// SPDX-License-Identifier: EUPL-1.2
// A list of persons by keyboard: "/" goes to the search; within the list j and k, or the arrows, go from
// name to name. Without it, Tab does.
const names = () => [...document.querySelectorAll('tbody th a')];

/** @param {Element | null} from @param {number} by */
function move(from, by) {
  const all = names();
  const next = all[all.findIndex((name) => from?.closest('tr')?.contains(name)) + by];
  if (next instanceof HTMLElement) next.focus();
}

document.addEventListener('keydown', (event) => {
  const at = document.activeElement;
  const in_list = at?.closest('tbody');
  if (event.ctrlKey || event.metaKey || event.altKey || !(in_list || at === document.body)) return;
  if (event.key === '/') document.getElementById('name')?.focus();
  else if (in_list && ['j', 'ArrowDown'].includes(event.key)) move(at, 1);
  else if (in_list && ['k', 'ArrowUp'].includes(event.key)) move(at, -1);
  else return;
  event.preventDefault();
});
