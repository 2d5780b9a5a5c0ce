// SPDX-License-Identifier: EUPL-1.2
// input[data-code]: takes the code of a scanned card out of the address, which no server has seen.
const input = document.querySelector('input[data-code]');
const code = /^#(?:code=)?([0-9A-Za-z-]{16,24})$/.exec(location.hash)?.[1];
if (code && input instanceof HTMLInputElement) {
  input.value = code;
  history.replaceState(null, '', location.pathname + location.search);
  input.form?.querySelector('button')?.focus();
}
