// SPDX-License-Identifier: EUPL-1.2
// [data-crop]: the edges of a page are drawn with a finger or a mouse, and stand in the form's
// fields as percent of the page that is cut off there.

/** @typedef {'left' | 'right' | 'top' | 'bottom'} Edge */
/** @type {Record<Edge, Edge>} */
const across = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' };
const edges = /** @type {Edge[]} */ (Object.keys(across));
const most = 90;
const least_left = 5;
const grip = 12;

/** @param {HTMLElement} stage @param {HTMLFormElement} form */
function watch(stage, form) {
  const box = document.createElement('div');
  stage.append(box);

  /** @param {Edge} edge */
  const field = (edge) => /** @type {HTMLInputElement} */ (form.elements.namedItem(edge));
  /** @param {Edge} edge */
  const cut = (edge) => Math.min(Math.max(Number(field(edge).value) || 0, 0), most);
  const draw = () => {
    for (const edge of edges) box.style[edge] = `${cut(edge)}%`;
  };

  /** How far the pointer is from each edge of the page. @param {PointerEvent} event */
  const place = (event) => {
    const page = stage.getBoundingClientRect();
    const left = ((event.clientX - page.left) / page.width) * 100;
    const top = ((event.clientY - page.top) / page.height) * 100;
    return { left, right: 100 - left, top, bottom: 100 - top };
  };

  /** @type {Edge[]} */
  let held = [];
  /** @param {PointerEvent} event */
  const move = (event) => {
    const at = place(event);
    for (const edge of held) {
      const limit = Math.min(most, 100 - least_left - cut(across[edge]));
      field(edge).value = String(Math.round(Math.min(Math.max(at[edge], 0), limit)));
    }
    draw();
  };
  stage.addEventListener('pointerdown', (event) => {
    const at = place(event);
    /** @param {Edge} edge */
    const away = (edge) => Math.abs(at[edge] - cut(edge));
    held = edges.filter((edge) => away(edge) < grip && away(edge) <= away(across[edge]));
    if (!held.length) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    move(event);
  });
  stage.addEventListener('pointermove', (event) => {
    if (held.length) move(event);
  });
  for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, () => { held = []; });
  form.addEventListener('input', draw);
  draw();
}

const stage = document.querySelector('[data-crop]');
const form = document.getElementById('form');
if (stage instanceof HTMLElement && form instanceof HTMLFormElement) watch(stage, form);
