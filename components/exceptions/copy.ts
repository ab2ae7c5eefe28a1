import type { ExceptionState } from '@/lib/domain/core';

const states: Record<ExceptionState, string> = {
  active: 'Active',
  ending: 'Expires soon',
  ended: 'Expired',
  withdrawn: 'Withdrawn',
};

/** The texts of the list of accepted risks. */
export const copy = {
  title: 'Accepted risks',
  hint: 'Accepted risks expire automatically, and their findings reopen. Accept a risk from the details of a key, member, or service token.',
  status: 'Status',
  allStates: 'All except withdrawn',
  states,
  noEffect: 'No effect',
  noEffectHint: 'This rule now flags members instead of keys. Withdraw the accepted risk.',
  loading: 'Loading',
  failed: 'Couldn’t load accepted risks.',
  empty: 'No accepted risks',
  emptyHint: 'Risks that owners accept appear here.',
  emptyState: 'No matching accepted risks',
  emptyStateHint: 'Choose another status.',
  showMore: 'Show more',
  columns: {
    finding: 'Finding',
    appliesTo: 'Applies to',
    justification: 'Justification',
    expires: 'Expires',
    status: 'Status',
    author: 'Accepted by',
    actions: 'Actions',
  },
  allHeldBy: 'All keys held by ',
  withdraw: 'Withdraw',
  withdrawFailed: 'Couldn’t withdraw the accepted risk',
} as const;
