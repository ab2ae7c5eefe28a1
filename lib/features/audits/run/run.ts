import type { BraintrustClient, ClientLimits } from '@/lib/platform/braintrust';
import type { AuditId, OrganizationId } from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { schema, Store, Transaction } from '@/lib/platform/database';
import type { OwnKeyCheck } from './own-key';
import type { AuditRow } from '../read/to-wire';
import type { AuditSignal } from './watch-audit';

/** What the engine runs with. */
export type AuditDependencies = {
  store: Store;
  /** Opens the audit's own copy of the key. *Errors*: `credential-gone`. */
  openCredential: (audit: AuditRow) => Promise<string>;
  apiUrl: string;
  /** Most requests in flight. */
  concurrency: number;
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', message: string, details: object) => void;
  /** Has the plans checked against a result once the transaction that ends the audit is committed. */
  enqueuePlanChecks?: (
    tx: Transaction,
    audit: { auditId: AuditId; organizationId: OrganizationId },
  ) => Promise<void>;
  /** Bounds of the upstream client; its own unless given. */
  limits?: Partial<ClientLimits>;
  /** How long a database that is away or full is waited for, and how long between tries. */
  storagePatienceMs?: number;
  storageRetryMs?: number;
};

/** One run of an audit and what it works with. */
export type Run = AuditDependencies & {
  audit: AuditRow;
  organization: Organization;
  client: BraintrustClient;
  signal: AbortSignal;
  calls: () => schema.StoredCalls;
  ownKey: OwnKeyCheck;
  /** Takes what the store says of the audit: anything but `go-on` ends the run. */
  onSignal: (signal: AuditSignal) => void;
};
