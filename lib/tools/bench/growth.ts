import { storedRuleSettingsSchema } from '@/lib/contract';
import { runAuditOverHttp } from '@/lib/tools/cli/demo-audit';
import type { ServerProcess } from '@/lib/tools/cli/server-process';
import {
  embeddedDatabase,
  postgresDatabase,
  type BenchDatabase,
  type DatabaseKind,
} from './database';
import type { Check, Figure } from './figure';
import { MeasuringClient } from './measuring-client';
import { peakMemoryMb, untilQuiet } from './process-usage';
import { serve } from './server-load';
import { simulateOrganization, type SimulatedOrganization } from './simulated-organization';

/** A simulated member has about two keys. With copies, about ten. */
const COPIES = 5;
const KEYS_A_MEMBER = 10;
const PAGE_ROWS = 1000;

/** What is measured at both sizes, with its limit at the larger one, or for the ratio of both. */
const ROWS = {
  keys: { says: 'keys page, processor time a request', atMost: 40, unit: 'ms' },
  byName: { says: 'keys page sorted by name', atMost: 40, unit: 'ms' },
  lastPage: { says: 'its last page', atMost: 40, unit: 'ms' },
  search: { says: 'search', atMost: 60, unit: 'ms' },
  facets: { says: 'facets', atMost: 120, unit: 'ms' },
  overview: { says: 'overview', atMost: 60, unit: 'ms' },
  allPages: { says: 'all pages of api-keys, processor time', ratio: 12, unit: 'ms' },
  csv: { says: 'CSV export, processor time', ratio: 12, unit: 'ms' },
  audit: { says: 'audit, processor time', atMost: 60_000, unit: 'ms' },
  auditWait: { says: 'longest wait of a reader during a second audit', atMost: 1000, unit: 'ms' },
  auditPause: { says: 'longest pause of the server during it', atMost: 200, unit: 'ms' },
  auditMemory: { says: 'peak memory until its end', atMost: 800, unit: 'MB' },
  preview: { says: 'preview of settings, processor time', ratio: 12, unit: 'ms' },
  previewPause: { says: 'longest pause of the server during the preview', atMost: 200, unit: 'ms' },
  save: { says: 'saving settings, processor time', atMost: 12_000, unit: 'ms' },
  saveWait: { says: 'longest wait of a reader during saving', atMost: 1000, unit: 'ms' },
  savePause: { says: 'longest pause of the server during saving', atMost: 200, unit: 'ms' },
  saveMemory: { says: 'peak memory of preview and saving', atMost: 800, unit: 'MB' },
  disk: { says: 'disk that it takes', atMost: 200, unit: 'MB' },
} as const satisfies Record<
  string,
  { says: string; unit: 'ms' | 'MB' } & ({ atMost: number } | { ratio: number })
>;
type Row = keyof typeof ROWS;
type Costs = Record<Row, number>;

/**
 * Measures what reading, auditing and evaluating cost at `keys` keys, against a tenth of them. The processor time and
 * memory of PostgreSQL itself aren't counted.
 */
export async function measureGrowth(keys: number, kind: DatabaseKind): Promise<Figure> {
  const small = await costsOf(keys / 10, kind);
  const large = await costsOf(keys, kind);
  const rows = Object.keys(ROWS) as Row[];
  return {
    title: `Growth: ${keys} keys against ${keys / 10}, production server, ${kind} database`,
    checks: rows.map((row): Check => {
      const { says, unit, ...limit } = ROWS[row];
      if ('ratio' in limit) {
        return { says, measured: large[row] / small[row], atMost: limit.ratio, unit: '' };
      }
      return { says, measured: large[row], atMost: limit.atMost, unit };
    }),
    notes: rows.map((row) => {
      const [a, b] = [small[row], large[row]];
      return `${ROWS[row].says}: ${a.toFixed(0)} → ${b.toFixed(0)} ${ROWS[row].unit}, ${(b / a).toFixed(1)} ×`;
    }),
  };
}

async function costsOf(keys: number, kind: DatabaseKind): Promise<Costs> {
  const organization = await simulateOrganization({ members: keys / KEYS_A_MEMBER });
  const database = await (kind === 'embedded' ? embeddedDatabase() : postgresDatabase());
  try {
    const server = await serve(organization, database.dataDir, database.env);
    try {
      await organization.multiplyKeys(COPIES);
      return await measureIn(organization, server, database);
    } finally {
      await server.stop();
    }
  } finally {
    await database.remove();
    await organization.stop();
  }
}

async function measureIn(
  organization: SimulatedOrganization,
  server: ServerProcess,
  database: BenchDatabase,
): Promise<Costs> {
  const { orgId, ownerKey } = organization;
  const client = new MeasuringClient(server, ownerKey);
  const audited = () =>
    runAuditOverHttp({
      serverUrl: server.url,
      organizationId: orgId,
      ownerKey,
      say: () => undefined,
    });

  let firstId = '';
  const audit = await client.cpuOf(async () => {
    firstId = (await audited()).id;
    await untilQuiet(server.pid);
  });
  const diskBefore = await database.megabytes();
  const second = await client.watched(audited, `audits/${firstId}/keys?limit=20`);
  const disk = (await database.megabytes()) - diskBefore;
  const auditMemory = peakMemoryMb(server.pid);

  const org = `organization/${orgId}`;
  const rows = `audits/${second.result.id}/keys`;
  const byName = `${rows}?limit=100&sort=name`;
  const nearEnd = (await client.objects(`${byName}.desc`)).at(-1)?.id ?? '';
  const reads = {
    keys: await client.cpuOfRequest(`${rows}?limit=100`),
    byName: await client.cpuOfRequest(`${byName}.asc`),
    lastPage: await client.cpuOfRequest(`${byName}.asc&starting_after=${nearEnd}`),
    search: await client.cpuOfRequest(`${rows}?limit=100&q=ingest-3`),
    facets: await client.cpuOfRequest(`${rows}/facets`),
    overview: await client.cpuOfRequest(`${org}/overview`),
    allPages: await client.cpuOf(() => allPages(client, `${org}/api-keys`)),
    csv: await client.cpuOf(() => client.read(`audits/${second.result.id}/export?view=keys`)),
  };

  const stored = storedRuleSettingsSchema.parse(
    JSON.parse(await client.read(`${org}/rule-settings`)),
  );
  const settings = { ...stored.settings, oldKeyDays: { low: 60, medium: 120, high: 300 } };
  const preview = await client.watched(
    () => client.read(`${org}/rule-settings/preview`, 'POST', { settings }),
    `${rows}?limit=20`,
  );
  const save = await client.watched(
    () => client.read(`${org}/rule-settings`, 'PUT', { based_on: stored.version, settings }),
    `${rows}?limit=20`,
  );
  return {
    ...reads,
    audit,
    auditWait: second.waitMs,
    auditPause: second.pauseMs,
    auditMemory,
    preview: preview.cpuMs,
    previewPause: preview.pauseMs,
    save: save.cpuMs,
    saveWait: save.waitMs,
    savePause: save.pauseMs,
    saveMemory: peakMemoryMb(server.pid),
    disk,
  };
}

async function allPages(client: MeasuringClient, at: string): Promise<void> {
  for (let after = ''; ;) {
    const page = await client.objects(`${at}?limit=${PAGE_ROWS}${after}`);
    if (page.length < PAGE_ROWS) return;
    after = `&starting_after=${page.at(-1)?.id ?? ''}`;
  }
}
