import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from './endpoints';
import { buildOpenApi } from './openapi';

describe('buildOpenApi', () => {
  const document = buildOpenApi({ url: 'https://keys.example.com', version: '1' });
  const paths = document.paths as Record<
    string,
    Record<string, { parameters: { name?: string }[] }>
  >;

  it('has every endpoint, with every parameter of its path', () => {
    for (const { id, method, path } of ENDPOINTS) {
      const operation = paths[path]?.[method.toLowerCase()];
      expect(operation, id).toMatchObject({ operationId: id });
      for (const [, name] of path.matchAll(/{(\w+)}/g)) {
        expect(operation?.parameters).toContainEqual(
          expect.objectContaining({ name, in: 'path', required: true }),
        );
      }
    }
  });

  it('says which endpoints take a session only', () => {
    const isSessionOnly = { security: [{ session: [] }] };
    const operation = (path: string) => paths[`/api/v1/organization/{org_id}/${path}`];
    expect(operation('revocations')?.post).toMatchObject(isSessionOnly);
    expect(operation('audits')?.post).not.toHaveProperty('security');
  });

  it('says of each CSV that it takes bom, and of no file what it does not take', () => {
    const names = (path: string) => paths[path]?.get?.parameters.map(({ name }) => name);
    const audit = names('/api/v1/audits/{audit_id}/export');
    expect(audit).toEqual(expect.arrayContaining(['format', 'view', 'bom', 'verdict']));
    const plans = names('/api/v1/organization/{org_id}/replacements/export');
    expect(plans).toEqual(expect.arrayContaining(['bom', 'stage']));
    expect(plans).not.toContain('format');
    expect(plans).not.toContain('view');
  });

  it('is plain JSON without dangling references', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
    expect(text).toContain('Idempotency-Key');
  });
});

it('describes the headers that tell of which audit a list is', () => {
  const document = JSON.stringify(buildOpenApi({ url: 'http://127.0.0.1:3000', version: '1' }));
  for (const name of ['X-Audit-Id', 'X-Audit-Status', 'X-Audit-Reason', 'X-Audit-Coverage']) {
    expect(document).toContain(`"${name}":{"description"`);
  }
});
