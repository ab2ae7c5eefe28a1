import type { BraintrustClient, ClientLimits } from '@/lib/platform/braintrust';
import type { AuditId, OrganizationId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { schema, Store, Transaction } from '@/lib/platform/database';
import type { OwnKeyCheck } from './own-key';
import type { AuditRow } from '../read/to-wire';
import type { AuditSignal } from './watch-audit';

export type AuditDependencies = {
  store: Store;
  /** Opens the audit's own copy of the key. *Errors*: `credential-gone`. */
  openCredential: (audit: AuditRow) => Promise<string>;
  apiUrl: string;
  /** The most requests in flight. */
  concurrency: number;
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', message: string, details: object) => void;
  /** Enqueues a check of replacement plans against the result, in the transaction that ends the audit. */
  enqueuePlanChecks?: (
    tx: Transaction,
    audit: { auditId: AuditId; organizationId: OrganizationId },
  ) => Promise<void>;
  /** Limits of the Braintrust client; its defaults if not given. */
  limits?: Partial<ClientLimits>;
  /** How long to retry while the database is unreachable or full, and how long to wait between tries. */
  storagePatienceMs?: number;
  storageRetryMs?: number;
};

export type Run = AuditDependencies & {
  audit: AuditRow;
  organization: Organization;
  client: BraintrustClient;
  signal: AbortSignal;
  calls: () => schema.StoredCalls;
  ownKey: OwnKeyCheck;
  /** Receives the audit's stored state. Anything but `go-on` ends the run. */
  onSignal: (signal: AuditSignal) => void;
};
