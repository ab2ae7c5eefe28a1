import { expect, it } from 'vitest';
import { allowedMethods } from './allowed-methods';
import { ENDPOINTS } from './endpoints';

it('knows every endpoint by its method, whatever its ids are', () => {
  for (const { method, path } of ENDPOINTS) {
    const filled = path.replaceAll(/{\w+}/g, 'a%2Fb');
    expect(allowedMethods(filled), filled).toContain(method);
  }
});

it.each([
  ['/api/v1/organization/x/audits', ['GET', 'HEAD', 'OPTIONS', 'POST']],
  ['/api/v1/audits/x/cancel', ['OPTIONS', 'POST']],
  ['/api/health/live', ['GET', 'HEAD', 'OPTIONS']],
  ['/api/v1/audits/x/nope', null],
  ['/api/openapiXjson', null],
  ['/api', null],
])('%s takes %j', (path, methods) => {
  expect(allowedMethods(path)).toEqual(methods);
});
