import { z } from 'zod';
import { askScript } from './child-process';
import type { SimulatedOrganization } from './simulated-organization';

const bare = z.object({ wallMs: z.number(), cpuMs: z.number() });
const audit = z.object({
  status: z.string(),
  keys: z.number(),
  audited: z.number(),
  /** From the first impersonation request to the commit that stored the last member. */
  storedMs: z.number(),
  /** From the start of the run to the commit that finished the evaluated audit. */
  wholeMs: z.number(),
  /** From the last stored member to the end. */
  finishMs: z.number(),
  cpuMs: z.number(),
});

type Calls = Awaited<ReturnType<SimulatedOrganization['calls']>>;
type Setting = { concurrency: number };

/** Measures how long the bare client takes for the calls about members. */
export async function measureBareClient(
  organization: SimulatedOrganization,
  { concurrency }: Setting,
): Promise<z.infer<typeof bare> & { calls: Calls }> {
  await organization.begin();
  const { url, ownerKey, orgName } = organization;
  const answer = await askScript('lib/tools/bench/bare-client.ts', {
    url,
    ownerKey,
    orgName,
    concurrency,
  });
  return { ...bare.parse(answer), calls: await organization.calls() };
}

/** Measures one stored audit of this organization. *Errors*: throws if a member is missing. */
export async function measureAudit(
  organization: SimulatedOrganization,
  { concurrency, members }: Setting & { members: number },
): Promise<z.infer<typeof audit> & { calls: Calls }> {
  await organization.begin();
  const { url, ownerKey, orgId, orgName } = organization;
  const answer = audit.parse(
    await askScript('lib/tools/bench/audit-process.ts', {
      url,
      ownerKey,
      orgId,
      orgName,
      concurrency,
    }),
  );
  if (answer.status !== 'complete' || answer.audited !== members) {
    throw new Error(
      `The audit ended as ${answer.status} with ${answer.audited} of ${members} members.`,
    );
  }
  return { ...answer, calls: await organization.calls() };
}
