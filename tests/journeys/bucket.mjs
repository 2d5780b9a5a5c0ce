// SPDX-License-Identifier: EUPL-1.2
// An S3-compatible store in FOLDER with one empty bucket, whose key and secret are S3RVER. The store
// checks no signatures of version 4: that is done here, by another program's reckoning.
import aws4 from 'aws4';
import http from 'node:http';
import S3rver from 's3rver';

const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const store = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  vhostBuckets: false,
  directory: process.argv[2],
  configureBuckets: [{ name: 'papers', configs: [] }],
});
const { port } = await store.run();

/** @param {http.IncomingMessage} request */
function is_signed({ method, url, headers }) {
  const said = /** @type {string} */ (headers.authorization ?? '');
  const names = /SignedHeaders=([^,]*)/.exec(said)?.[1]?.split(';') ?? [];
  const mine = {
    service: 's3',
    region: 'us-east-1',
    method,
    path: url,
    headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
    extraHeadersToInclude: Object.fromEntries(names.map((name) => [name, true])),
  };
  for (const must of ['host', 'x-amz-date', 'x-amz-content-sha256']) if (!names.includes(must)) return false;
  const signed = aws4.sign(mine, credentials);
  const signature = (/** @type {string} */ text) => /Signature=([0-9a-f]{64})/.exec(text)?.[1];
  return !!signature(said) && signature(said) === signature(signed.headers.Authorization);
}

const front = http.createServer((request, response) => {
  if (!is_signed(request)) {
    request.resume();
    return response.writeHead(403).end();
  }
  const { method, url, headers } = request;
  const behind = http.request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  behind.on('error', () => response.writeHead(500).end());
  request.pipe(behind);
});
front.listen(0, '127.0.0.1', () => {
  const at = /** @type {import('node:net').AddressInfo} */ (front.address());
  console.log(`http://127.0.0.1:${at.port}/papers`);
});
