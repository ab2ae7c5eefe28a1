import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { proxy } from '@/proxy';

const HOST = '127.0.0.1:3000';
function ask(path: string, headers: Record<string, string> = {}): Response {
  return proxy(new NextRequest(`http://${HOST}${path}`, { headers: { host: HOST, ...headers } }));
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
