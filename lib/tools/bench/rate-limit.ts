import type { Figure } from './figure';
import { measureAudit } from './measure';
import { simulateOrganization } from './simulated-organization';
import { median, spread } from './statistics';

const MEMBERS = 2000;
const PER_SECOND = 100;
const BURST = 20;
const LATENCY_MS = 5;
const CONCURRENCY = 16;

/** Measures an audit of 2,000 members behind a token bucket that the audit doesn't know about. */
export async function measureRateLimit(runs: number): Promise<Figure> {
  const organization = await simulateOrganization({
    members: MEMBERS,
    faults: {
      latencyMs: LATENCY_MS,
      rateLimit: { perSecond: PER_SECOND, burst: BURST, retryAfter: 1 },
    },
  });
  const slowness: number[] = [];
  const refusedPercent: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const audit = await measureAudit(organization, {
        concurrency: CONCURRENCY,
        members: MEMBERS,
      });
      const { total, refused429 } = audit.calls;
      // Count only requests that were let through, so that refused ones don't allow more time.
      slowness.push(audit.wholeMs / 1000 / ((total - refused429) / PER_SECOND));
      refusedPercent.push((refused429 / total) * 100);
    }
  } finally {
    await organization.stop();
  }
  return {
    title: `Rate limit: ${MEMBERS} members, ${PER_SECOND} requests/s with burst ${BURST}, ${LATENCY_MS} ms a call, Retry-After 1`,
    checks: [
      {
        says: 'complete audit, against calls ÷ 100 s',
        measured: median(slowness),
        atMost: 1.2,
        unit: '',
      },
      {
        says: 'requests rate limited (429)',
        measured: median(refusedPercent),
        atMost: 3,
        unit: '%',
      },
    ],
    notes: [`${runs} runs: ${spread(slowness)}; rate limited in %: ${spread(refusedPercent)}`],
  };
}
