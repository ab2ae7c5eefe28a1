import type { Figure } from './figure';
import { measureAudit, measureBareClient } from './measure';
import { simulateOrganization } from './simulated-organization';
import { median, spread } from './statistics';

const MEMBERS = 1000;
const LATENCY_MS = 20;
const CONCURRENCY = 16;

/**
 * Compares storing audits with a bare client that makes the same calls and keeps nothing.
 * Uses 1,000 members, 20 ms per call, and 16 calls at a time. The two take turns, and each pair gives one
 * ratio.
 */
export async function measureThroughput(runs: number): Promise<Figure> {
  const organization = await simulateOrganization({
    members: MEMBERS,
    faults: { latencyMs: LATENCY_MS },
  });
  const pairs: { bareMs: number; auditMs: number; finishMs: number }[] = [];
  const calls = { bare: 0, audit: 0 };
  try {
    for (let run = 0; run < runs; run += 1) {
      const bare = await measureBareClient(organization, { concurrency: CONCURRENCY });
      const audit = await measureAudit(organization, {
        concurrency: CONCURRENCY,
        members: MEMBERS,
      });
      pairs.push({ bareMs: bare.wallMs, auditMs: audit.storedMs, finishMs: audit.finishMs });
      calls.bare = bare.calls.ofMembers;
      calls.audit = audit.calls.ofMembers;
    }
  } finally {
    await organization.stop();
  }
  const ratios = pairs.map(({ bareMs, auditMs }) => auditMs / bareMs);
  return {
    title: `Speed: ${MEMBERS} members, ${LATENCY_MS} ms a call, ${CONCURRENCY} at a time, stored on disk`,
    checks: [
      {
        says: 'time from the first member call to the last stored result, against a bare client',
        measured: median(ratios),
        atMost: 1.25,
        unit: '',
      },
    ],
    notes: [
      `${runs} pairs: ${spread(ratios)}`,
      `calls about members: ${calls.audit}, bare client ${calls.bare}`,
      `bare client ${median(pairs.map((pair) => pair.bareMs)).toFixed(0)} ms, audit ${median(pairs.map((pair) => pair.auditMs)).toFixed(0)} ms; listing the members again, evaluating the rules, and finishing take ${median(pairs.map((pair) => pair.finishMs)).toFixed(0)} ms more`,
    ],
  };
}
