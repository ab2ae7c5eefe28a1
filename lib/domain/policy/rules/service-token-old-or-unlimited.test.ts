import type { ServiceToken } from '@/lib/domain/organization';
import { REFUSED, daysAgo, serviceToken, snapshot, tokens } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { serviceTokenOldOrUnlimited } from './service-token-old-or-unlimited';

const one = (fields: Partial<ServiceToken>) =>
  snapshot({ serviceTokens: tokens(serviceToken('token-1', fields)) });
const never = { kind: 'never' } as const;

testRule(serviceTokenOldOrUnlimited, {
  clean: [
    { name: 'young, with an end', snapshot: one({}) },
    { name: '179 days', snapshot: one({ createdAt: daysAgo(179) }) },
  ],
  flagged: [
    {
      name: '180 days',
      snapshot: one({ createdAt: daysAgo(180) }),
      findings: { 'token-1': 'medium' },
      evidence: ['2026-05-24', '180'],
    },
    {
      name: 'without an end',
      snapshot: one({ expiry: never }),
      findings: { 'token-1': 'medium' },
      evidence: ['never'],
    },
  ],
  notAssessed: [
    {
      name: 'tokens could not be listed',
      snapshot: snapshot({ serviceTokens: REFUSED }),
      notAssessed: { 'org-acme': 'Couldn’t read service tokens' },
    },
    {
      name: 'no date of creation, no field for its end',
      snapshot: one({ createdAt: null, expiry: { kind: 'unknown' } }),
      notAssessed: { 'token-1': 'a creation date. This data plane doesn’t report' },
    },
  ],
  edge: [
    {
      name: 'without an end, and dates that are none are named in both',
      snapshot: one({ createdAt: null, createdRaw: 'last summer', expiry: never }),
      findings: { 'token-1': 'medium' },
      evidence: ['last summer'],
      notAssessed: { 'token-1': 'can’t be used' },
      sent: ['last summer'],
    },
    {
      name: 'old, and whether it ends is not known: both are said',
      snapshot: one({ createdAt: daysAgo(400), expiry: { kind: 'unknown' } }),
      findings: { 'token-1': 'medium' },
      notAssessed: { 'token-1': 'doesn’t report' },
    },
    {
      name: 'the age is a setting',
      snapshot: one({ createdAt: daysAgo(31) }),
      settings: { oldServiceTokenDays: 30 },
      findings: { 'token-1': 'medium' },
    },
    {
      name: 'expired',
      snapshot: one({ createdAt: daysAgo(400), expiry: { kind: 'at', at: daysAgo(1) } }),
    },
    {
      name: 'the token that a data plane made for itself is left alone',
      snapshot: one({ expiry: never }),
      settings: { automaticTokens: ['token-1'] },
    },
  ],
});
