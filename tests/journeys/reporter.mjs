// SPDX-License-Identifier: EUPL-1.2
// Prints what failed, and one line at the end.
import { basename } from 'node:path';

/** @param {Error & {cause?: unknown}} error */
function reason(error) {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.name === 'AssertionError' ? cause.message : (cause.stack ?? String(cause));
}

export default async function* report(source) {
  const count = { pass: 0, fail: 0 };
  const started = Date.now();
  for await (const { type, data } of source) {
    if (type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failure = data.details?.error?.failureType;
    if (data.details?.type === 'suite' && failure !== 'hookFailed') continue;
    count[type.slice(5)] += 1;
    if (type === 'test:fail' && failure !== 'subtestsFailed')
      yield `✖ ${basename(data.file ?? '')}: ${data.name}\n${reason(data.details.error)}\n\n`;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  yield `journeys: ${count.pass} passed, ${count.fail} failed, ${seconds} s\n`;
}
