// SPDX-License-Identifier: EUPL-1.2
// button[data-print]: shown only where it works.
for (const button of document.querySelectorAll('button[data-print]')) {
  button.removeAttribute('hidden');
  button.addEventListener('click', () => print());
}
