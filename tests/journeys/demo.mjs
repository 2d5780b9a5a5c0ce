// SPDX-License-Identifier: EUPL-1.2
// The real program with a county of its own, gone when the tests of a file end.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const binary = process.env.MOBIO_BINARY ?? fileURLToPath(new URL('../../build/mobio', import.meta.url));

/** @typedef {{role: string, name?: string, number?: string, email?: string, secret: string}} SignIn */

/** @param {import('node:child_process').ChildProcess} program */
async function first_line(program) {
  for await (const line of createInterface({ input: /** @type {any} */ (program.stdout) }))
    if (line.startsWith('{')) return JSON.parse(line);
  throw new Error(`${binary} ended without a word`);
}

/**
 * Starts the demo with twenty persons.
 * @param {string} [share] another place for what the program reads
 */
export async function start_demo(share) {
  const folder = await mkdtemp(join(tmpdir(), 'mobio-journey-'));
  const program = spawn(
    binary,
    ['demo', '--json', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0', '--persons', '20'],
    { stdio: ['ignore', 'pipe', 'pipe'], env: share ? { ...process.env, MOBIO_SHARE: share } : process.env },
  );
  let said = '';
  program.stderr?.on('data', (data) => (said = (said + data).slice(-4000)));
  const stop = async () => {
    if (program.exitCode === null && program.kill()) await once(program, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  const demo = await first_line(program).catch(async (error) => {
    await stop();
    throw new Error(`${error.message}\n${said}`);
  });
  program.stdout?.resume();
  /** @type {string} */
  const address = demo.address.replace(/\/$/, '');
  /** @type {SignIn[]} */
  const sign_ins = demo.sign_ins;
  return { address, sign_ins, mails: new Mails(demo.mail_folder), stop };
}

/** The patterns of all pages that one can look at. @returns {string[]} */
export function routes() {
  const all = JSON.parse(execFileSync(binary, ['routes', '--json', '--demo'], { encoding: 'utf8' }));
  return all.filter((/** @type {any} */ one) => one.method === 'GET').map((/** @type {any} */ one) => one.pattern);
}

/** @param {SignIn[]} sign_ins @param {string} role */
export function sign_in_of(sign_ins, role) {
  const found = sign_ins.find((one) => one.role === role);
  if (!found) throw new Error(`the demo has nobody who is ${role}`);
  return found;
}

/** @param {string} mail */
function decoded(mail) {
  const parts = mail.split(/\r?\n--[^\r\n]+/);
  return parts.map(decoded_part).join('\n');
}

/** @param {string} part */
function decoded_part(part) {
  if (/^content-transfer-encoding:\s*base64/im.test(part)) {
    const body = part.split(/\r?\n\r?\n/).slice(1).join('');
    return Buffer.from(body, 'base64').toString('utf8');
  }
  const bytes = part
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What the demo's Maildir caught. */
class Mails {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = join(folder, 'new');
  }

  async files() {
    return readdir(this.folder).catch(() => /** @type {string[]} */ ([]));
  }

  /** The newest mail beyond those `known`, in plain text; waits for it up to ten seconds. */
  async next(/** @type {string[]} */ known) {
    for (let round = 0; round < 100; round += 1) {
      const fresh = (await this.files()).filter((name) => !known.includes(name));
      if (fresh.length) return decoded(await readFile(join(this.folder, await newest(this.folder, fresh)), 'utf8'));
      await pause(100);
    }
    throw new Error('no mail came');
  }
}

/** @param {string} folder @param {string[]} names */
async function newest(folder, names) {
  const times = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  return /** @type {{name: string}} */ (times.sort((a, b) => b.at - a.at)[0]).name;
}

/** @param {string} mail the link of an invitation */
export function link_in(mail) {
  const link = /https?:\/\/[^\s"<>]+\/p\/[\w-]+/.exec(mail)?.[0];
  if (!link) throw new Error('the mail holds no link');
  return link;
}
