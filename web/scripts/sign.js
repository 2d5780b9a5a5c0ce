// SPDX-License-Identifier: EUPL-1.2
// [data-sign]: a field to sign in. What is drawn goes into its hidden input as the path of an SVG.
for (const pad of document.querySelectorAll('[data-sign]')) {
  const svg = /** @type {SVGSVGElement} */ (pad.querySelector('svg'));
  const path = /** @type {SVGPathElement} */ (pad.querySelector('path'));
  const input = /** @type {HTMLInputElement} */ (pad.querySelector('input'));
  let last = '';
  let drawing = false;

  const show = () => path.setAttribute('d', input.value);
  const point = (/** @type {PointerEvent} */ event) => {
    const box = svg.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 600);
    const y = Math.round(((event.clientY - box.top) / box.height) * 200);
    return `${Math.min(600, Math.max(0, x))} ${Math.min(200, Math.max(0, y))}`;
  };
  const add = (/** @type {string} */ command, /** @type {PointerEvent} */ event) => {
    const at = point(event);
    if (command === 'L' && at === last) return;
    last = at;
    input.value += command + at;
    show();
  };

  svg.addEventListener('pointerdown', (event) => {
    drawing = true;
    svg.setPointerCapture(event.pointerId);
    add('M', event);
    event.preventDefault();
  });
  svg.addEventListener('pointermove', (event) => {
    if (drawing) add('L', event);
  });
  for (const end of ['pointerup', 'pointercancel']) svg.addEventListener(end, () => (drawing = false));
  pad.querySelector('button')?.addEventListener('click', () => {
    input.value = '';
    show();
  });
  show();
  pad.removeAttribute('hidden');
}
