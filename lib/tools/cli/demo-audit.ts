import { setTimeout as sleep } from 'node:timers/promises';
import { auditSchema, type Audit } from '@/lib/contract';

const pollMs = 200;
const sayEveryMs = 2_000;

interface DemoAudit {
  serverUrl: string;
  organizationId: string;
  ownerKey: string;
  /** Called with a line of progress every two seconds. */
  say: (line: string) => void;
}

/**
 * Runs one audit over the server's HTTP API, as a user's script would.
 * *Errors*: throws if the server refuses, or the audit ends neither complete nor partial.
 */
export async function runAuditOverHttp(demo: DemoAudit): Promise<Audit> {
  const { serverUrl, organizationId, say } = demo;
  const call = caller(demo.ownerKey);
  const start = `${serverUrl}/api/v1/organization/${organizationId}/audits`;
  let audit = auditSchema.parse(await call('POST', start));
  let saidAt = performance.now();
  while (audit.status === 'queued' || audit.status === 'running') {
    if (performance.now() - saidAt > sayEveryMs) {
      say(`Auditing: ${audit.members.audited} of ${audit.members.total} members …`);
      saidAt = performance.now();
    }
    await sleep(pollMs);
    audit = auditSchema.parse(await call('GET', `${serverUrl}/api/v1/audits/${audit.id}`));
  }
  if (audit.status === 'complete' || audit.status === 'partial') return audit;
  const why = audit.reason_detail ?? audit.reason ?? 'no reason given';
  throw new Error(`The audit ended as ${audit.status}: ${why}`);
}

function caller(key: string) {
  return async (method: 'GET' | 'POST', url: string): Promise<unknown> => {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} returned ${response.status}: ${text}`);
    return JSON.parse(text);
  };
}
