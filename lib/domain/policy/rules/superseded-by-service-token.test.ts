import type { Key, ServiceToken } from '@/lib/domain/organization';
import { memberId } from '@/lib/domain/core';
import { REFUSED, daysAgo, key, member, serviceToken, snapshot, tokens } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { supersededByServiceToken } from './superseded-by-service-token';

const anna = member('anna', { givenName: 'Anna', familyName: 'Schmidt' });
/** A key and a newer token with these names. */
const pair = (
  keyName: string,
  tokenName: string,
  account: string | null = null,
  fields: { key?: Partial<Key>; token?: Partial<ServiceToken> } = {},
) =>
  snapshot({
    members: [anna],
    keys: [key('key-1', { name: keyName, createdAt: daysAgo(20), ...fields.key })],
    serviceTokens: tokens(
      serviceToken('token-1', { name: tokenName, serviceAccountName: account, ...fields.token }),
    ),
  });
const clean = (keyName: string, tokenName: string, account: string | null = null) => ({
  name: `“${keyName}” is not “${account ?? ''}/${tokenName}”`,
  snapshot: pair(keyName, tokenName, account),
});
const flagged = (keyName: string, tokenName: string, account: string | null = null) => ({
  ...clean(keyName, tokenName, account),
  name: `“${keyName}” is “${account ?? ''}/${tokenName}”`,
  findings: { 'key-1': 'high' as const },
});

testRule(supersededByServiceToken, {
  clean: [
    { name: 'no tokens', snapshot: snapshot() },
    clean('ingest prod', 'ingest staging'),
    clean('ingest-dev', 'ingest'),
    clean('ci', 'ci-frontend'),
    clean('ci-frontend', 'ci'),
    clean('openai proxy', 'anthropic proxy'),
    clean('openai proxy', 'proxy'),
    clean('test key', 'test token'),
    clean('prod', 'production'),
    clean('my laptop', 'my laptop'),
    clean('anna', 'anna'),
    clean('eval', 'eval runner'),
    clean('', ''),
    clean('42', '42'),
    clean('a1', 'a2'),
    clean('platform', 'ingest', 'platform'),
  ],
  flagged: [
    {
      ...flagged('Prod Ingest key', 'ingest-prod-token', 'svc-ingest'),
      evidence: ['ingest-prod-token', 'svc-ingest', 'ingest', '2026-11-10', '2026-10-31'],
    },
    flagged('github-actions', 'GitHubActions'),
    flagged('GitHub action', 'github-actions service token'),
    flagged('githubactions', 'github-actions'),
    flagged('ci', 'token 1', 'CI'),
    flagged('langfuse bridge anna', 'langfuse-bridge'),
    flagged('Intégration Zürich', 'integration zurich'),
    flagged('worker-2', 'worker'),
    flagged('billing sync', 'sync', 'billing'),
    flagged('本番サーバーのキー', '本番サーバーの'),
  ],
  notAssessed: [
    {
      name: 'tokens could not be listed',
      snapshot: snapshot({ serviceTokens: REFUSED }),
      notAssessed: { 'org-acme': 'Couldn’t read service tokens. Braintrust answered 403.' },
    },
    {
      name: 'which of the two is newer cannot be told',
      snapshot: pair('ci', 'ci', null, { key: { createdAt: null } }),
      notAssessed: { 'key-1': 'unknown whether it’s newer' },
    },
    {
      name: 'no date of the token',
      snapshot: pair('ci', 'ci', null, { token: { createdAt: null } }),
      notAssessed: { 'key-1': 'unknown whether it’s newer' },
    },
  ],
  edge: [
    {
      name: 'a token that is older than the key replaces nothing',
      snapshot: pair('ci', 'ci', null, { token: { createdAt: daysAgo(21) } }),
    },
    {
      name: 'made at the same instant',
      snapshot: pair('ci', 'ci', null, { token: { createdAt: daysAgo(20) } }),
    },
    {
      name: 'an expired token',
      snapshot: pair('ci', 'ci', null, { token: { expiry: { kind: 'at', at: daysAgo(1) } } }),
    },
    {
      name: 'an expired key lives no more',
      snapshot: pair('ci', 'ci', null, { key: { expiry: { kind: 'at', at: daysAgo(1) } } }),
    },
    {
      name: 'the token that a data plane made for itself',
      snapshot: pair('data plane', 'data plane'),
      settings: { automaticTokens: ['token-1'] },
    },
    {
      name: 'a token of an account named after a person',
      snapshot: pair('exports', 'exports', 'anna-schmidt'),
    },
    {
      name: 'several keys and several tokens: the newest is named',
      snapshot: snapshot({
        keys: ['anna', 'bob'].map((holder) =>
          key(`key-${holder}`, { name: 'ci', holderId: memberId(holder), createdAt: daysAgo(30) }),
        ),
        serviceTokens: tokens(
          serviceToken('token-1', { name: 'ci', createdAt: daysAgo(20) }),
          serviceToken('token-2', { name: 'CI', createdAt: daysAgo(10) }),
        ),
      }),
      findings: { 'key-anna': 'high', 'key-bob': 'high' },
      evidence: ['CI', '2026-11-10', '1'],
    },
  ],
});
