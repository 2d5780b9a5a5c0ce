// SPDX-License-Identifier: EUPL-1.2
// input[data-pieces]: sends the chosen files in pieces while one fills in the rest of the form, and
// goes on where a connection broke. The form then names them in place of sending them once more.

const largest = 256 * 1024;
const least = 32 * 1024;

/** Whose answer says why: shown to the person. */
class Refused extends Error {}
/** Nothing can be done from here: the form goes the plain way. */
class Stopped extends Error {}

/** @param {File} file */
async function hash(file) {
  const bytes = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {HTMLInputElement} input @param {HTMLFormElement} form */
function watch(input, form) {
  const texts = input.dataset;
  const url = texts.pieces ?? '';
  const state = document.createElement('p');
  state.className = 'state';
  state.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.hidden = true;
  input.after(bar, state);

  /** Which choice of files is being sent: another one ends it. */
  let turn = 0;
  /** @type {string[] | undefined} The numbers of what is there; nothing while it is on its way. */
  let ready = [];
  let plain = false;
  /** @type {HTMLElement | null | undefined} */
  let submitter;
  let wait = 0;

  /** @param {'sending' | 'waiting' | 'done' | 'stopped'} kind */
  const say = (kind) => {
    const text = texts[kind] ?? '';
    if (state.textContent !== text) state.textContent = text;
    bar.setAttribute('aria-label', text);
    state.dataset.kind = kind === 'done' ? 'saved' : kind;
  };

  const pause = () => new Promise((go) => {
    say('waiting');
    wait = Math.min(wait * 2 || 1000, 30000);
    const timer = setTimeout(go, wait);
    addEventListener('online', () => { clearTimeout(timer); go(undefined); }, { once: true });
  });

  /**
   * The answer, or nothing where the same may be asked once more.
   * @param {string} path @param {Record<string, string | Blob>} fields
   * @returns {Promise<{id: string, at: number} | undefined>}
   */
  const ask = async (path, fields) => {
    const body = 'piece' in fields ? new FormData() : new URLSearchParams();
    const token = form.elements.namedItem('form_token');
    if (token instanceof HTMLInputElement) body.set('form_token', token.value);
    for (const [name, value] of Object.entries(fields)) body.set(name, /** @type {any} */ (value));
    let response;
    let answer;
    try {
      response = await fetch(path, {
        method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'manual',
        signal: AbortSignal.timeout?.(60000),
      });
      if (response.type === 'opaqueredirect') throw new Stopped();
      answer = await response.json();
    } catch (error) {
      if (error instanceof Stopped) throw error;
      return undefined;
    }
    if (response.status === 422) throw new Refused(answer.text);
    if (response.status >= 500 || response.status === 429) return undefined;
    if (!response.ok && response.status !== 409) throw new Stopped();
    document.dispatchEvent(new Event('alive'));
    wait = 0;
    return answer;
  };

  /** @param {File} file @param {() => boolean} goes_on @param {(sent: number) => void} tell */
  const send = async (file, goes_on, tell) => {
    const begun = { name: file.name, bytes: String(file.size), sha256: await hash(file) };
    let there = await ask(url, begun);
    for (let size = largest; goes_on() && (!there || there.at < file.size);) {
      const next = there
        ? await ask(`${url}/${there.id}/pieces`, { at: String(there.at), piece: file.slice(there.at, there.at + size) })
        : await ask(url, begun);
      if (next) {
        there = next;
        size = Math.min(size * 2, largest);
        say('sending');
        tell(there.at);
      } else {
        size = Math.max(size / 2, least);
        await pause();
      }
    }
    return there?.id ?? '';
  };

  /** @param {string} text */
  const refuse = (text) => {
    const note = document.createElement('span');
    note.className = 'error';
    note.setAttribute('role', 'alert');
    note.textContent = `${texts.error} ${text}`;
    input.closest('.field')?.classList.add('wrong');
    input.before(note);
    input.value = '';
    state.textContent = '';
    ready = [];
    input.focus();
  };

  const start = async () => {
    const mine = ++turn;
    const files = [...(input.files ?? [])];
    for (const old of input.closest('.field')?.querySelectorAll('.error') ?? []) old.remove();
    input.closest('.field')?.classList.remove('wrong');
    submitter = undefined;
    ready = files.length ? undefined : [];
    bar.hidden = !files.length;
    state.textContent = '';
    if (!files.length) return;
    bar.max = files.reduce((sum, file) => sum + file.size, 0) || 1;
    bar.value = 0;
    say('sending');
    const ids = [];
    let before = 0;
    try {
      for (const file of files) {
        ids.push(await send(file, () => mine === turn, (sent) => { bar.value = before + sent; }));
        before += file.size;
      }
    } catch (error) {
      if (mine !== turn) return;
      bar.hidden = true;
      if (error instanceof Refused) return refuse(error.message);
      plain = true;
      say('stopped');
    }
    if (mine !== turn) return;
    if (!plain) {
      ready = ids;
      say('done');
    }
    if (submitter !== undefined) form.requestSubmit(submitter);
  };

  /** @param {string[]} ids */
  const name_them = (ids) => {
    input.value = '';
    for (const id of ids) {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = 'upload';
      field.value = id;
      form.append(field);
    }
  };

  input.addEventListener('change', start);
  form.addEventListener('submit', (event) => {
    if (plain) return;
    if (event.submitter?.getAttribute('name')?.startsWith('switch_')) {
      turn += 1;  // what has come is offered again in the other language
      name_them(ready ?? []);
    } else if (ready) {
      name_them(ready);
    } else {
      event.preventDefault();
      submitter = event.submitter;
    }
  });
  if (input.files?.length) start();
}

for (const input of document.querySelectorAll('input[data-pieces]'))
  // Without it no two files can be told apart: the form goes the plain way.
  if (input instanceof HTMLInputElement && input.form && window.crypto?.subtle) watch(input, input.form);
