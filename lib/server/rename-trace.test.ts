import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { NextRequest } from 'next/server';
import { proxy } from '@/proxy';
import { renameTrace } from './rename-trace';

it('answers TRACE with 405 on every path', async () => {
  renameTrace();
  const server = createServer((incoming, outgoing) => {
    const url = `http://127.0.0.1:3000${incoming.url ?? ''}`;
    const headers = { host: '127.0.0.1:3000' };
    const answer = proxy(new NextRequest(url, { method: incoming.method ?? 'GET', headers }));
    outgoing.writeHead(answer.status, { allow: answer.headers.get('allow') ?? '' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const trace = (path: string) =>
    new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method: 'TRACE' }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers.allow]);
      })
        .on('error', reject)
        .end();
    });
  try {
    expect(await trace('/')).toEqual([405, 'GET, HEAD']);
    for (const path of ['/sign-in', '/api/v1/audits/x', '/api/auth/csrf', '/api', '/api/nope']) {
      const [status, allow] = await trace(path);
      expect(status, path).toBe(405);
      expect(allow, path).not.toContain('TRACE');
    }
  } finally {
    server.close();
  }
});
