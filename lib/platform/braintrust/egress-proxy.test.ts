import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect as connectTo, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { createBraintrustClient } from './client';
import { proxyFor } from './egress-proxy';
import { connect, FAKE_KEY } from './testing/connect';
import { sendJson } from './testing/upstream';

afterEach(() => vi.unstubAllEnvs());

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Starts a proxy that answers CONNECT with a status, or with a tunnel to this port. */
async function startProxy(how: { status: number } | { tunnelTo: number }) {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const server = createHttpServer();
  server.on('connect', (request, socket) => {
    const authorization = request.headers['proxy-authorization'];
    asked.push({ target: request.url ?? '', authorization });
    if ('status' in how) {
      socket.end(`HTTP/1.1 ${how.status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const upstream = connectTo(how.tunnelTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const port = await listen(server);
  return { name: `127.0.0.1:${port}`, asked };
}

function clientThrough(proxy: string) {
  vi.stubEnv('HTTPS_PROXY', proxy);
  const client = createBraintrustClient({
    apiUrl: 'https://api.braintrust.invalid',
    appUrl: null,
    apiKey: FAKE_KEY,
    limits: { backoffBaseMs: 1, backoffMaxMs: 5, outagePatienceMs: 100, maxAttempts: 2 },
  });
  onTestFinished(() => client.close());
  return client;
}

const failure = async (asked: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await asked.catch((e: unknown) => e);
  if (error instanceof AppError) return error;
  throw new Error('It did not fail as expected.', { cause: error });
};

describe('a proxy that fails is named, without its password', () => {
  test.each([
    { status: 407, says: 'requires a user name and password (407)' },
    { status: 502, says: 'returned 502' },
    { status: 403, says: 'returned 403' },
  ])('$status to CONNECT', async ({ status, says }) => {
    const proxy = await startProxy({ status });
    const client = clientThrough(`http://ann:fake-secret@${proxy.name}`);
    const error = await failure(client.selfMe());
    expect(error.code).toBe('upstream-unreachable');
    expect(error.publicMessage).toContain(`The proxy ${proxy.name} ${says}`);
    expect(error.publicMessage + JSON.stringify(error.details)).not.toContain('fake-secret');
    const token = `Basic ${Buffer.from('ann:fake-secret').toString('base64')}`;
    expect(proxy.asked[0]).toEqual({
      target: 'api.braintrust.invalid:443',
      authorization: token,
    });
  });

  test('nobody listens there', async () => {
    const server = createHttpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const client = clientThrough(`127.0.0.1:${port}`);
    const error = await failure(client.selfMe());
    expect(error.code).toBe('upstream-unreachable');
    expect(error.publicMessage).toContain(`through the proxy 127.0.0.1:${port}`);
  });

  test('an address that is no proxy is a configuration error', () => {
    expect(() => clientThrough('socks5://proxy.example.com:1080')).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    );
  });
});

test('Braintrust is reached through the proxy, and this machine without it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-proxy-'));
  const before = getCACertificates('default');
  onTestFinished(() => {
    setDefaultCACertificates(before);
    rmSync(folder, { recursive: true });
  });
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const host = 'api.braintrust.invalid';
  execFileSync(
    'openssl',
    `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${host} -addext subjectAltName=DNS:${host} -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  setDefaultCACertificates([...before, readFileSync(cert, 'utf8')]);
  const server = createHttpsServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (_request, answer) => sendJson(answer, { id: 'u1', organizations: [] }),
  );
  const proxy = await startProxy({ tunnelTo: await listen(server) });
  const client = clientThrough(`http://${proxy.name}`);
  expect(await client.selfMe()).toMatchObject({ id: 'u1' });
  expect(proxy.asked.length).toBe(1);

  vi.stubEnv('HTTP_PROXY', `http://${proxy.name}`);
  const local = await connect((_seen, answer) => sendJson(answer, { objects: [] }));
  expect(await local.client.listKeys()).toEqual([]);
  expect(proxy.asked.length).toBe(1);
});

test.each([
  ['https://api.braintrust.dev', '', true],
  ['https://api.braintrust.dev', 'braintrust.dev', false],
  ['https://api.braintrust.dev', '.braintrust.dev', false],
  ['https://api.braintrust.dev', '*.BRAINTRUST.dev', false],
  ['https://api.braintrust.dev', 'corp.example, api.braintrust.dev:443', false],
  ['https://api.braintrust.dev', 'api.braintrust.dev:8443', true],
  ['https://api.braintrust.dev', 'trust.dev', true],
  ['https://api.braintrust.dev', '*', false],
  ['http://127.0.0.1:3000', '', false],
  ['http://localhost:3000', '', false],
  ['https://[::1]:3000', '', false],
])('%s with NO_PROXY %j goes through the proxy: %s', (origin, noProxy, isProxied) => {
  const variables = { httpProxy: 'proxy:3128', httpsProxy: null, noProxy };
  expect(proxyFor(origin, variables)?.name ?? null).toBe(isProxied ? 'proxy:3128' : null);
});
