import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '@/lib/contract';
import { authRoute } from './next-auth';
import { startTestServer, type TestServer } from './testing/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const HOST = '127.0.0.1:3000';
const FORM = 'application/x-www-form-urlencoded';
/** An empty `origin` means that the header isn't sent. */
type Ask = { method?: string; body?: string; headers?: Record<string, string> };

/** `seen` collects the bodies that reached next-auth. */
async function ask(action: string, { method = 'POST', body, headers }: Ask = {}) {
  const seen: string[] = [];
  const route = authRoute(async (request: NextRequest) => {
    seen.push(await request.text());
    return new Response('next-auth');
  });
  const request = new NextRequest(`http://${HOST}/api/auth/${action}`, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: { host: HOST, origin: `http://${HOST}`, 'content-type': FORM, ...headers },
  });
  if (request.headers.get('origin') === '') request.headers.delete('origin');
  const params = Promise.resolve({ nextauth: action.split('/') });
  return { response: await route(request, { params }), seen };
}

async function refused(asked: Awaited<ReturnType<typeof ask>>) {
  expect(asked.seen).toEqual([]);
  const { response } = asked;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const text = await response.text();
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  expect(server.log()).toContain(problem.request_id);
  const { url }: { url?: string } = JSON.parse(text) as object;
  const error = url === undefined ? null : new URL(url).searchParams.get('error');
  return { ...problem, error };
}

describe('authRoute', () => {
  it('hands a sign-in of our own page on to next-auth, body and all', async () => {
    const { response, seen } = await ask('callback/credentials', { body: 'csrfToken=x&apiKey=y' });
    expect(await response.text()).toBe('next-auth');
    expect(seen).toEqual(['csrfToken=x&apiKey=y']);
    expect((await ask('session', { method: 'GET' })).response.status).toBe(200);
  });

  it('leaves a script, which names no origin, to the CSRF token that next-auth asks for', async () => {
    const { seen } = await ask('callback/credentials', { body: 'a=b', headers: { origin: '' } });
    expect(seen).toEqual(['a=b']);
  });

  it.each(['callback/credentials', 'signout'])('refuses %s from elsewhere', async (action) => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:3001']) {
      const problem = await refused(await ask(action, { body: 'a=b', headers: { origin } }));
      expect(problem).toMatchObject({ status: 403, code: 'origin-refused' });
      expect(problem.error).toContain('origin-refused');
    }
  });

  it.each([
    ['{', 'application/json', 400, 'bad-request'],
    ['[]', 'application/json', 400, 'bad-request'],
    ['null', 'application/json; charset=utf-8', 400, 'bad-request'],
    ['x', 'text/plain', 400, 'bad-request'],
    [`apiKey=${'x'.repeat(64 * 1024)}`, FORM, 413, 'too-large'],
    [JSON.stringify('x'.repeat(64 * 1024)), 'application/json', 413, 'too-large'],
  ])('refuses the body %.20s as %s with %i', async (body, type, status, code) => {
    const asked = await ask('callback/credentials', { body, headers: { 'content-type': type } });
    const problem = await refused(asked);
    expect(problem).toMatchObject({ status, code });
    // The form on the sign-in page shows this.
    expect(JSON.parse(problem.error ?? '')).toMatchObject({ code, message: problem.detail });
  });

  it('knows no other path, and other methods with what is allowed', async () => {
    for (const method of ['GET', 'POST']) {
      expect(await refused(await ask('nope', { method }))).toMatchObject({ status: 404 });
      expect(await refused(await ask('callback/google', { method }))).toMatchObject({
        code: 'not-found',
      });
    }
    const asked = await ask('signout', { method: 'DELETE' });
    expect(asked.response.headers.get('allow')).toBe('POST');
    expect(await refused(asked)).toMatchObject({ status: 405, code: 'method-not-allowed' });
  });

  it('lets no one write into the log', async () => {
    for (const type of [FORM, 'application/json']) {
      const body = JSON.stringify({ level: 'error', code: 'forged', message: 'forged' });
      const asked = await ask('_log', { body, headers: { 'content-type': type } });
      expect(await refused(asked)).toMatchObject({ status: 404 });
    }
    expect(server.log()).not.toContain('forged');
  });

  it('has no pages of its own', async () => {
    for (const [action, status] of [
      ['signin', 404],
      ['verify-request', 404],
      ['signout', 405],
    ] as const) {
      expect(await refused(await ask(action, { method: 'GET' })), action).toMatchObject({ status });
    }
  });

  it('refuses an unknown host', async () => {
    const asked = await ask('session', { method: 'GET', headers: { host: 'evil.example' } });
    expect(await refused(asked)).toMatchObject({ status: 421 });
  });
});
