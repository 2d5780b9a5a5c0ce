// SPDX-License-Identifier: EUPL-1.2
// button[data-print]: shown only where it works. Inside a form it reports the print first.
for (const button of document.querySelectorAll('button[data-print]')) {
  const form = /** @type {HTMLButtonElement} */ (button).form;
  button.removeAttribute('hidden');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    const fields = form && /** @type {any} */ (new FormData(form));
    if (form) fetch(form.action, { method: 'POST', body: new URLSearchParams(fields) }).catch(() => {});
    print();
  });
}
