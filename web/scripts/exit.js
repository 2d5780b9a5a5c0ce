// SPDX-License-Identifier: EUPL-1.2
// form[data-exit]: the page is gone at once, also from the way back, while the server signs out.
document.querySelector('form[data-exit]')?.addEventListener('submit', () => {
  document.title = 'MoBio';
  document.body.hidden = true;
  history.replaceState(null, '', '/');
  sessionStorage.clear();
});
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
