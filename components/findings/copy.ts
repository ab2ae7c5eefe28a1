import { plural } from '@/components/status/format';

/** The texts about findings in the panels of keys and service tokens. */
export const copy = {
  title: 'Findings',
  riskAccepted: 'Risk accepted',
  resolved: (findings: number) => plural(findings, 'resolved finding'),
  resolvedOn: (day: string) => `Resolved on ${day}`,
  foundOn: (day: string) => `, found on ${day}`,
  life: {
    found: (day: string) => `Found on ${day}`,
    reopened: (reopened: string, first: string) =>
      `Reopened on ${reopened}, first found on ${first}`,
    acceptanceExpired: (day: string) => ` · accepted risk expired on ${day}`,
  },
  accepted: {
    by: (day: string, author: string) => `Until ${day}, by ${author}:`,
    forHolder: 'For all keys of the holder.',
    withdraw: 'Withdraw',
    withdrawForHolder: 'Withdraw for all keys of the holder',
    withdrawn: 'Accepted risk withdrawn',
    withdrawFailed: 'Couldn’t withdraw the accepted risk',
  },
  notAssessed: 'Not assessed',
};
