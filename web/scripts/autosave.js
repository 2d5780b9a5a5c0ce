// SPDX-License-Identifier: EUPL-1.2
// form[data-autosave]: saves what was typed while one goes on. The form's own button works as ever.

/** @typedef {{saved?: boolean, form_key?: string, revision?: string | number,
 *   problems?: {field: string, text: string}[]}} Answer */

/** @param {HTMLFormElement} form */
function watch(form) {
  const texts = form.dataset;
  const url = texts.autosave?.startsWith('/') ? texts.autosave : form.action;
  const state = document.createElement('p');
  state.className = 'state';
  state.setAttribute('role', 'status');
  form.append(state);

  /** The body under way: sent again unchanged until it is answered, since its key is used once. */
  let body = '';
  let changed = false;
  let stopped = false;
  let wait = 0;
  let timer = 0;
  /** @type {HTMLElement | null | undefined} */
  let submitter;

  /** @param {'saved' | 'waiting' | 'wrong' | 'stopped'} kind */
  const say = (kind) => {
    state.textContent = texts[kind] ?? '';
    state.dataset.kind = kind;
  };

  /** @param {string} name @param {string | number | undefined} value */
  const put = (name, value) => {
    const field = form.elements.namedItem(name);
    if (value !== undefined && field instanceof HTMLInputElement) field.value = String(value);
  };

  const serialised = () => {
    const out = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') out.append(name, value);
    return out.toString();
  };

  /** @param {Answer['problems']} problems */
  const mark = (problems = []) => {
    for (const old of form.querySelectorAll('.error[data-live]')) {
      old.closest('.field')?.classList.remove('wrong');
      old.remove();
    }
    for (const { field, text } of problems) {
      const box = document.getElementById(field.replace(/\W/g, '-'))?.closest('.field');
      if (!box || box.querySelector('.error')) continue;
      const note = document.createElement('span');
      note.className = 'error';
      note.dataset.live = '';
      note.textContent = `${texts.error} ${text}`;
      box.classList.add('wrong');
      box.querySelector('label, legend')?.after(note);
    }
  };

  /** @param {Answer} answer */
  const done = (answer) => {
    body = '';
    wait = 0;
    put('form_key', answer.form_key);
    put('revision', answer.revision);
    mark(answer.problems);
    if (answer.problems?.length) say('wrong');
    else if (answer.saved) say('saved');
    document.dispatchEvent(new Event('alive'));
    if (submitter !== undefined) form.requestSubmit(submitter);
    else if (changed) save();
  };

  const later = () => {
    say('waiting');
    wait = Math.min(wait * 2 || 4000, 60000);
    timer = window.setTimeout(send, wait);
    if (submitter === undefined || !navigator.onLine) return;
    body = '';
    form.requestSubmit(submitter);
  };

  /** Somebody else saved meanwhile, or the session is over: the form's own button leads on. */
  const stop = () => {
    stopped = true;
    body = '';
    say('stopped');
    if (submitter !== undefined) form.requestSubmit(submitter);
  };

  const send = async () => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { Accept: 'application/json' },
        redirect: 'manual',
      });
      if (response.type === 'opaqueredirect') return stop();
      /** @type {Answer} */
      const answer = await response.json();
      if (response.ok || response.status === 422) return done(answer);
      if (response.status < 500 && response.status !== 429) return stop();
    } catch {
      // No network, or no answer for a script: what was typed stays, the next try may do.
    }
    later();
  };

  const save = () => {
    changed = true;
    if (body || stopped) return;
    changed = false;
    body = serialised();
    send();
  };

  form.addEventListener('change', save);
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (!body || submitter !== undefined) return;
    event.preventDefault();
    submitter = event.submitter;
    if (wait) send();
  });
}

for (const form of document.querySelectorAll('form[data-autosave]'))
  if (form instanceof HTMLFormElement) watch(form);
