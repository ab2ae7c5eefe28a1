import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { stopChild } from '@/lib/tools/cli/child';
import { runAuditOverHttp } from '@/lib/tools/cli/demo-audit';
import { freePort } from '@/lib/tools/cli/ports';
import { startServer, type ServerProcess } from '@/lib/tools/cli/server-process';
import { startScript } from './child-process';
import type { Figure } from './figure';
import { measureBareClient } from './measure';
import { childrenOf, cpuMsOf, peakMemoryMb, tellsUsage, untilQuiet } from './process-usage';
import { simulateOrganization, type SimulatedOrganization } from './simulated-organization';
import { median, percentile, spread } from './statistics';

const MEMBERS = 10_000;
const CONCURRENCY = 16;

/**
 * Measures one audit of 10,000 members by the production server, with an upstream that responds immediately.
 * Measures memory, response time during the audit, and processor time against a bare client making the same
 * calls.
 */
export async function measureServerLoad(runs: number): Promise<Figure> {
  if (!tellsUsage()) throw new Error('Process usage can be measured only on Linux.');
  const organization = await simulateOrganization({ members: MEMBERS });
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  try {
    const initialised = path.join(folder, 'initialised');
    const first = await firstStart(organization, initialised);
    const audits: (Load & { bareCpuMs: number })[] = [];
    for (let run = 0; run < runs; run += 1) {
      const bare = await measureBareClient(organization, { concurrency: CONCURRENCY });
      const dataDir = path.join(folder, `run-${run}`);
      cpSync(initialised, dataDir, { recursive: true });
      audits.push({ ...(await loadOf(organization, dataDir)), bareCpuMs: bare.cpuMs });
    }
    return figureOf(audits, first);
  } finally {
    await organization.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Load = { memoryMb: number; probesMs: number[]; cpuMs: number; wallMs: number };

function figureOf(
  audits: readonly (Load & { bareCpuMs: number })[],
  first: { memoryMb: number; wallMs: number },
): Figure {
  const memories = audits.map(({ memoryMb }) => memoryMb);
  const p95s = audits.map(({ probesMs }) => percentile(probesMs, 0.95));
  const ratios = audits.map(({ cpuMs, bareCpuMs }) => cpuMs / bareCpuMs);
  return {
    title: `Server: ${MEMBERS} members, 0 ms a call, production server on an initialized folder`,
    checks: [
      { says: 'peak memory', measured: median(memories), atMost: 700, unit: 'MB' },
      {
        says: '/api/health/live during the audit, p95',
        measured: median(p95s),
        atMost: 50,
        unit: 'ms',
      },
      {
        says: 'processor time, including the database thread, against a bare client',
        measured: median(ratios),
        atMost: 3,
        unit: '',
      },
    ],
    notes: [
      `${audits.length} runs: MB ${spread(memories, 0)}; p95 ms ${spread(p95s, 0)}; processor ${spread(ratios)}`,
      `processor time: audit ${median(audits.map(({ cpuMs }) => cpuMs)).toFixed(0)} ms, bare client ${median(audits.map(({ bareCpuMs }) => bareCpuMs)).toFixed(0)} ms; audit took ${(median(audits.map(({ wallMs }) => wallMs)) / 1000).toFixed(1)} s`,
      `first start, which creates the database: ${(first.wallMs / 1000).toFixed(1)} s, peak memory ${first.memoryMb.toFixed(0)} MB`,
    ],
  };
}

async function firstStart(
  organization: SimulatedOrganization,
  dataDir: string,
): Promise<{ memoryMb: number; wallMs: number }> {
  const fromMs = performance.now();
  const server = await serve(organization, dataDir);
  const wallMs = performance.now() - fromMs;
  try {
    await untilQuiet(server.pid);
    return { memoryMb: peakMemoryMb(server.pid), wallMs };
  } finally {
    await server.stop();
  }
}

async function loadOf(organization: SimulatedOrganization, dataDir: string): Promise<Load> {
  const server = await serve(organization, dataDir);
  try {
    await untilQuiet(server.pid);
    const probe = await startProbe(`${server.url}/api/health/live`);
    const cpuMs = cpuMsOf(server.pid);
    const fromMs = performance.now();
    const audit = await runAuditOverHttp({
      serverUrl: server.url,
      organizationId: organization.orgId,
      ownerKey: organization.ownerKey,
      say: () => undefined,
    });
    const wallMs = performance.now() - fromMs;
    // Work that the audit causes later (vacuum, checkpoint) belongs to its cost.
    await untilQuiet(server.pid);
    const usedMs = cpuMsOf(server.pid) - cpuMs;
    const probesMs = await probe.stop();
    if (audit.status !== 'complete' || audit.members.audited !== MEMBERS) {
      throw new Error(`The audit ended as ${audit.status} with ${audit.members.audited} members.`);
    }
    return { memoryMb: peakMemoryMb(server.pid), probesMs, cpuMs: usedMs, wallMs };
  } finally {
    await server.stop();
  }
}

/** Starts a production server for the organization. `env` adds settings, such as the database. */
export async function serve(
  organization: SimulatedOrganization,
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  await organization.begin();
  const port = await freePort();
  const server = await startServer({
    port,
    dataDir,
    env: {
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      BRAINTRUST_API_URL: organization.url,
      BRAINTRUST_APP_URL: organization.url,
      AUDIT_CONCURRENCY: String(CONCURRENCY),
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  const children = childrenOf(server.pid);
  if (children.length > 0)
    throw new Error('The server has more than one process. Measure all of them.');
  return server;
}

async function startProbe(url: string): Promise<{ stop: () => Promise<number[]> }> {
  const child = startScript('lib/tools/bench/health-probe.ts', [JSON.stringify({ url })]);
  if (child.stdout === null) throw new Error("Couldn't read the stdout of the probe.");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    stop: async () => {
      child.kill('SIGTERM');
      const { value } = await lines.next();
      const tookMs = z.array(z.number()).parse(JSON.parse(z.string().parse(value)));
      await stopChild(child, 'SIGTERM', 5_000);
      return tookMs;
    },
  };
}
