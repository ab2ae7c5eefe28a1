import type { MDXContent } from 'mdx/types';
import type { GuideSlug } from '@/lib/domain/guides';

/** The text of each guide, loaded when it is opened. */
export const GUIDE_CONTENTS: Record<GuideSlug, () => Promise<{ default: MDXContent }>> = {
  'which-credential': () => import('@/content/guides/which-credential.mdx'),
  'scoped-token-enterprise': () => import('@/content/guides/scoped-token-enterprise.mdx'),
  'scoped-token-pro-starter': () => import('@/content/guides/scoped-token-pro-starter.mdx'),
  'swap-the-secret': () => import('@/content/guides/swap-the-secret.mdx'),
  'offboard-a-holder': () => import('@/content/guides/offboard-a-holder.mdx'),
  'per-user-service-accounts': () => import('@/content/guides/per-user-service-accounts.mdx'),
  'one-integration-many-keys': () => import('@/content/guides/one-integration-many-keys.mdx'),
  'keys-that-never-expire': () => import('@/content/guides/keys-that-never-expire.mdx'),
  'keys-for-others-403': () => import('@/content/guides/keys-for-others-403.mdx'),
  'self-hosted-data-plane': () => import('@/content/guides/self-hosted-data-plane.mdx'),
};
