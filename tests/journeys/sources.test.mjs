// SPDX-License-Identifier: EUPL-1.2
// Styles know logical properties only, scripts fit their types.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** What the tool complains of; nothing where it is content. @param {string} tool @param {string[]} words */
async function complaints(tool, words) {
  try {
    await promisify(execFile)(`${here}node_modules/.bin/${tool}`, words, { cwd: here });
    return '';
  } catch (error) {
    const { stdout, stderr } = /** @type {{stdout: string, stderr: string}} */ (error);
    return stdout + stderr;
  }
}

test('the sheets are plain, logical CSS', async () => {
  assert.equal(await complaints('stylelint', ['--config', '.stylelintrc.json', `${web}look.css`, `${web}desk.css`, `${web}print.css`]), '');
});

test('the scripts fit their types', async () => {
  const scripts = readdirSync(`${web}scripts`).map((name) => `${web}scripts/${name}`);
  const words = ['--noEmit', '--checkJs', '--allowJs', '--strict', '--noUncheckedIndexedAccess',
    '--target', 'es2022', '--module', 'es2022', '--moduleDetection', 'force', '--types', '',
    '--lib', 'es2022,dom,dom.iterable', ...scripts];
  assert.equal(await complaints('tsc', words), '');
});
