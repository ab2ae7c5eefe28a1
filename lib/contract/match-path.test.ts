import { expect, it } from 'vitest';
import { matchPath } from './match-path';

it.each([
  ['/api/v1/audits/a-1', '/api/v1/audits/{audit_id}', { audit_id: 'a-1' }],
  ['/api/v1/audits/a-1/keys/facets', '/api/v1/audits/{audit_id}/keys/facets', { audit_id: 'a-1' }],
  [
    '/api/v1/audits/a-1/keys/facets2',
    '/api/v1/audits/{audit_id}/keys/{key_id}',
    { audit_id: 'a-1', key_id: 'facets2' },
  ],
  [
    '/api/v1/organization/o%2F1/replacements/summary',
    '/api/v1/organization/{org_id}/replacements/summary',
    { org_id: 'o/1' },
  ],
  [
    '/api/v1/organization/%E7%8E%8B/replacements/r',
    '/api/v1/organization/{org_id}/replacements/{replacement_id}',
    { org_id: '王', replacement_id: 'r' },
  ],
])('%s is %s', (pathname, path, params) => {
  expect(matchPath(pathname)).toEqual({ path, params });
});

it.each([
  '/api/v1',
  '/api/v1/audits',
  '/api/v1/audits/',
  '/api/v1/audits/a-1/',
  '/api/v1/audits/a/b/c',
  '/api/v1/audits/%',
  '/api/v1/audits/%ff',
  '/API/v1/audits/a-1',
])('%s is no endpoint', (pathname) => {
  expect(matchPath(pathname)).toBeNull();
});
