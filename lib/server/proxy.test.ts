import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '@/lib/contract';
import { proxy } from '@/proxy';

const HOST = '127.0.0.1:3000';
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Response {
  const request = { method, headers: { host: HOST, ...headers } };
  return proxy(new NextRequest(`http://${HOST}${path}`, request));
}
const cookie = 'next-auth.session-token=x';

describe('proxy', () => {
  it('refuses unknown hosts, pages and API alike, but for health probes', () => {
    for (const path of ['/', '/sign-in', '/api/v1/audits/x', '/api/auth/csrf']) {
      expect(ask(path, { host: 'evil.example', cookie }).status, path).toBe(421);
    }
    expect(ask('/api/health/live', { host: '10.0.0.7' }).status).toBe(200);
  });

  it('sends who has no session to the sign-in page of the same name, and back afterwards', () => {
    const response = ask('/keys?verdict=replace', { host: 'localhost:3000' });
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe(
      'http://localhost:3000/sign-in?callbackUrl=%2Fkeys%3Fverdict%3Dreplace',
    );
    expect(ask('/sign-in').status).toBe(200);
    expect(ask('/api/v1/audits/x').status).toBe(200);
  });

  it('leads to no other host afterwards', () => {
    for (const path of ['/.//evil.example/x', '/x/..//evil.example', '/%2e//evil.example']) {
      const response = ask(path);
      expect(response.headers.get('location'), path).toBe(`http://${HOST}/sign-in`);
    }
  });

  it.each([
    ['PATCH', '/api/v1/audits/x', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/v1/audits/x/cancel', 'OPTIONS, POST'],
    ['POST', '/api/health/live', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/api/health/ready', 'GET, HEAD, OPTIONS'],
  ])('answers %s %s with a problem that names what is allowed', async (method, path, allow) => {
    const response = ask(path, { cookie }, method);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: 'method-not-allowed', status: 405 });
  });

  it('takes nothing but reading at a page, signed in or not', async () => {
    for (const path of ['/', '/sign-in', '/keys', '/nope']) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const response = ask(path, path === '/keys' ? {} : { cookie }, method);
        expect(response.status, `${method} ${path}`).toBe(405);
        expect(response.headers.get('allow')).toBe('GET, HEAD');
      }
      expect(ask(path, { cookie }, 'HEAD').status).toBe(200);
    }
    expect(ask('/', { cookie, 'next-action': 'x' }, 'POST').status).toBe(405);
    expect(ask('/', { cookie, 'content-length': '0' }).status).toBe(200);
    for (const [name, value] of [
      ['content-length', '5000000'],
      ['transfer-encoding', 'chunked'],
    ] as const) {
      const response = ask('/', { cookie, [name]: value });
      expect(response.status).toBe(413);
      expect(problemSchema.parse(await response.json()).code).toBe('too-large');
    }
    expect(ask('/api/auth/signout', { 'content-length': '50' }, 'POST').status).toBe(200);
  });

  it('answers an address that no route can read with a problem, not with a fault', async () => {
    for (const path of ['/api/v1/audits/%E0%A4%A', '/keys/%E0%A4%A', '/api/%', '/%FF']) {
      const response = ask(path, { cookie });
      expect(response.status, path).toBe(400);
      expect(problemSchema.parse(await response.json()).code).toBe('bad-request');
    }
  });

  it('leaves /api and what is below it to the routes, which know a 404', () => {
    for (const path of ['/api', '/api/nope', '/api/v1/nope', '/api/auth/nope']) {
      expect(ask(path).status, path).toBe(200);
    }
    expect(ask('/apiary').status).toBe(307);
  });

  it('gives each page a nonce of its own and no way for foreign scripts', () => {
    const policies = [ask('/', { cookie }), ask('/', { cookie })].map(
      (response) => response.headers.get('content-security-policy') ?? '',
    );
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    const scripts = /script-src ([^;]+)/.exec(policies[0] ?? '')?.[1];
    expect(scripts).not.toContain('unsafe');
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"]) {
      expect(policies[0]).toContain(part);
    }
  });

  it('lets nobody choose the nonce', () => {
    const chosen = ask('/', { cookie, 'x-nonce': 'AAAA', 'content-security-policy': 'none' });
    expect(chosen.headers.get('content-security-policy')).not.toContain('AAAA');
    expect(chosen.headers.get('x-middleware-request-x-nonce')).not.toBe('AAAA');
    expect(chosen.headers.get('x-middleware-request-x-latchkey-path')).toBe('/');
  });
});
