import { z } from 'zod';
import type { Faults } from '@/lib/tools/simulator';
import { stopChild } from '@/lib/tools/cli/child';
import { firstLine, startScript } from './child-process';

const started = z.object({
  url: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  ownerKey: z.string(),
});
const keys = z.object({ keys: z.array(z.unknown()) });
const counts = z.record(z.string(), z.number());

/** A simulated organization in its own process. */
export type SimulatedOrganization = z.infer<typeof started> & {
  /** Resets the call counts and sets the faults again, so that the token bucket is full. */
  begin: () => Promise<void>;
  /** Counts of the requests since `begin`. */
  calls: () => Promise<{ total: number; refused429: number; ofMembers: number }>;
  keyCount: () => Promise<number>;
  addKeys: (count: number) => Promise<void>;
  multiplyKeys: (times: number) => Promise<void>;
  stop: () => Promise<void>;
};

export async function simulateOrganization(options: {
  members: number;
  faults?: Partial<Faults>;
}): Promise<SimulatedOrganization> {
  const { members, faults = {} } = options;
  const child = startScript('lib/tools/simulator/main.ts', ['--members', String(members)]);
  const organization = started.parse(await firstLine(child));
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${organization.url}/__simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator refused ${path}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    ...organization,
    begin: async () => {
      await control('POST', 'faults', {});
      await control('POST', 'faults', faults);
      await control('POST', 'reset-calls');
    },
    calls: async () => {
      const seen = counts.parse(await control('GET', 'calls'));
      return {
        total: seen.total ?? 0,
        refused429: seen.answered429 ?? 0,
        ofMembers: seen['GET /v1/api_key'] ?? 0,
      };
    },
    keyCount: async () => keys.parse(await control('GET', 'organization')).keys.length,
    addKeys: async (count) => {
      await control('POST', 'organization', { addKeys: { count } });
    },
    multiplyKeys: async (times) => {
      await control('POST', 'organization', { multiplyKeys: times });
    },
    stop: () => stopChild(child, 'SIGTERM', 5_000),
  };
}
