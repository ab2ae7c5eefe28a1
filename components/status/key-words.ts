import type { AgeBucket, ExpiryBucket } from '@/lib/contract/tables';

export const AGE_WORDS: Record<AgeBucket, string> = {
  'under-90': 'Under 90 days',
  '90-to-179': '90 to 179 days',
  '180-to-364': '180 to 364 days',
  '365-or-more': '1 year or more',
  unknown: 'Unknown',
};

export const EXPIRY_WORDS: Record<ExpiryBucket, string> = {
  expired: 'Expired',
  'within-30': 'Within 30 days',
  later: 'After 30 days',
  never: 'Never',
  unknown: 'Unknown',
};
