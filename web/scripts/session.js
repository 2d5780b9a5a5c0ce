// SPDX-License-Identifier: EUPL-1.2
// Warns two minutes before the session ends, and hides the page when it has ended.
const meta = document.querySelector('meta[name="session-ends"]');
const dialog = document.getElementById('session');
const seconds = Number(meta?.getAttribute('content'));
let ends = 0;
let timer = 0;

function hide() {
  document.body.replaceChildren();
  location.replace('/');
}

function look() {
  clearTimeout(timer);
  const left = ends - Date.now();
  if (left <= 0) return hide();
  const warn = left <= 120000;
  if (warn && dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  timer = window.setTimeout(look, warn ? left : left - 120000);
}

function start() {
  if (dialog instanceof HTMLDialogElement) dialog.close();
  ends = Date.now() + seconds * 1000;
  look();
}

async function stay() {
  try {
    const answer = await fetch(location.pathname, { method: 'HEAD', redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return hide();
    start();
  } catch {
    look();
  }
}

if (meta && seconds > 0) {
  start();
  dialog?.querySelector('button')?.addEventListener('click', stay);
  dialog?.addEventListener('cancel', stay);
  document.addEventListener('alive', start);
  document.addEventListener('visibilitychange', look);
}
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  document.body.hidden = true;
  location.reload();
});
