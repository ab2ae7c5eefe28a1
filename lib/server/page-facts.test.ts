import { expect, it, vi } from 'vitest';
import { parseEnv } from '@/lib/platform/config/env';
import { keyHosts } from './page-facts';

vi.mock('server-only', () => ({}));

const ownPlane = { BRAINTRUST_API_URL: 'https://braintrust.example.com' };

it.each([
  [{}, ['api.braintrust.dev', 'www.braintrust.dev']],
  [ownPlane, ['braintrust.example.com']],
  [
    { ...ownPlane, BRAINTRUST_APP_URL: 'https://app.example.com' },
    ['braintrust.example.com', 'app.example.com'],
  ],
])('the sign-in page names every host that may get the key: %j', (variables, hosts) => {
  expect(keyHosts(parseEnv(variables))).toEqual(hosts);
});
