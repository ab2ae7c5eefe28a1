import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALLOWED_CALLS, OPERATION_NAMES, REVOKE_KEY } from './allowed-calls';

const calls = OPERATION_NAMES.map((name) => ALLOWED_CALLS[name]);

test('nothing but GETs and the three POSTs that an audit makes is allowed', () => {
  const others = calls.filter(({ method }) => method !== 'GET').map((c) => `${c.method} ${c.path}`);
  expect(others.toSorted()).toEqual([
    'POST /api/apikey/login',
    'POST /api/self/me',
    'POST /v1/impersonate',
  ]);
});

test('only the login call goes to the app', () => {
  expect(calls.filter(({ base }) => base === 'app').map(({ path }) => path)).toEqual([
    '/api/apikey/login',
  ]);
});

test('a path is fixed: no parameter, no query, no way up', () => {
  for (const { path } of calls) expect(path).toMatch(/^(\/[a-z0-9_]+)+$/);
});

test('every call but those known from elsewhere is in the published spec, with its method', () => {
  const spec = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, unknown>>;
  };
  expect(spec.paths[REVOKE_KEY.path]?.[REVOKE_KEY.method.toLowerCase()]).toBeDefined();
  const missing = OPERATION_NAMES.filter((name) => {
    const { method, path } = ALLOWED_CALLS[name];
    return spec.paths[path]?.[method.toLowerCase()] === undefined;
  });
  expect(missing).toEqual(['listOrganizationKeys', 'impersonate', 'selfMe', 'appLogin']);
});
