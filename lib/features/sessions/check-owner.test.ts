import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { startSimulator, type Simulator, type SimulatorOptions } from '@/lib/tools/simulator';
import { checkOwner, type CheckOwnerOptions } from './check-owner';

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator({ members: 12, ...options });
  return simulator;
}

function check(sim: Simulator, key: string, options: CheckOwnerOptions & { app?: boolean } = {}) {
  const { app = true, ...rest } = options;
  return checkOwner({ apiUrl: sim.url, appLoginUrl: app ? sim.url : null }, key, rest);
}

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (error instanceof AppError) return error;
  throw new Error('It was not refused.', { cause: error });
}

describe('checkOwner', () => {
  it('knows an owner by grants', async () => {
    const sim = await start();
    const owner = await check(sim, sim.keys.owner);
    expect(owner).toMatchObject({
      organization: { id: sim.orgId, name: sim.orgName },
      kind: 'user-key',
      via: 'grants',
    });
    expect(owner.user.email).toContain('ana.ferreira');
    expect(sim.calls()['POST /v1/impersonate'] ?? 0).toBe(0);
  });

  it('knows an owner who holds no key and owns through nested groups', async () => {
    const sim = await start();
    expect((await check(sim, sim.keys.ownerWithoutKeys)).via).toBe('grants');
  });

  it.each(['', 'sk with blanks', 'sk-zeile\n', 'sk-ключ-ключ'])(
    'refuses “%s” without asking Braintrust',
    async (key) => {
      const sim = await start();
      const error = await refusal(check(sim, key));
      expect(error.code).toBe('wrong-key');
      expect(sim.calls().total ?? 0).toBe(0);
    },
  );

  it('refuses an unknown and a revoked key, and says what to look at', async () => {
    const sim = await start();
    for (const key of ['sk-fake-nobody-0000', sim.keys.revoked]) {
      const error = await refusal(check(sim, key));
      expect(error.code).toBe('wrong-key');
      expect(error.publicMessage).toContain('BRAINTRUST_API_URL');
      expect(JSON.stringify([error.publicMessage, error.message, error.details])).not.toContain(
        key,
      );
    }
  });

  it('refuses who is not an owner, and who is in a group merely called Owners', async () => {
    const sim = await start();
    for (const key of [sim.keys.nonOwner, sim.keys.fakeOwnersGroup]) {
      const error = await refusal(check(sim, key));
      expect(error.code).toBe('not-an-owner');
      expect(error.publicMessage).toContain('Owner role');
    }
  });

  it('takes a proven impersonation where ACLs cannot be read', async () => {
    const sim = await start();
    sim.faults.status = { status: 403, paths: ['GET /v1/acl/list_org'] };
    expect((await check(sim, sim.keys.owner)).via).toBe('impersonation');
    const error = await refusal(check(sim, sim.keys.nonOwner));
    expect(error.code).toBe('not-an-owner');
  });

  it('does not take an ignored header for an impersonation', async () => {
    const sim = await start({ strategies: { impersonate: 'off', header: 'ignored' } });
    sim.faults.status = { status: 403, paths: ['GET /v1/acl/list_org'] };
    expect((await refusal(check(sim, sim.keys.owner))).code).toBe('not-an-owner');
    sim.strategies.header = 'honoured';
    expect((await check(sim, sim.keys.owner)).via).toBe('impersonation');
  });

  it('proves past members who belong elsewhere too', async () => {
    const sim = await start({ faults: { foreignMembers: 4 } });
    sim.faults.status = { status: 403, paths: ['GET /v1/acl/list_org'] };
    expect((await check(sim, sim.keys.owner)).via).toBe('impersonation');
  });

  it('welcomes a service token that may impersonate, and tells one that may not at once', async () => {
    const sim = await start();
    expect(await check(sim, sim.keys.serviceToken)).toMatchObject({
      kind: 'service-token',
      via: 'impersonation',
    });
    const error = await refusal(check(sim, sim.keys.weakServiceToken));
    expect(error.code).toBe('cannot-impersonate');
  });

  it('lets choose between organizations, by name, and knows no others', async () => {
    const sim = await start();
    const key = sim.keys.twoOrganizations;
    const names = sim.organizations.map(({ name }) => name);
    const choose = await refusal(check(sim, key));
    expect(choose.code).toBe('choose-organization');
    expect(choose.details.organizations).toEqual(names);
    expect((await check(sim, key, { organizationName: names[1] ?? '' })).organization.name).toBe(
      names[1],
    );
    for (const organizationName of ['nobody-ltd', 'ACME']) {
      const error = await refusal(check(sim, key, { organizationName }));
      expect(error.code).toBe('unknown-organization');
      expect(error.details.organizations).toEqual(names);
    }
  });

  it('names the data plane that the organization lives on, and never calls it', async () => {
    const sim = await start({ apiUrl: 'https://braintrust.acme.example' });
    for (const key of [sim.keys.owner]) {
      const error = await refusal(check(sim, key));
      expect(error.code).toBe('wrong-api-url');
      expect(error.publicMessage).toContain('BRAINTRUST_API_URL=https://braintrust.acme.example');
    }
    expect((await check(sim, sim.keys.owner, { app: false })).via).toBe('grants');
    sim.faults.status = { status: 401, paths: ['POST /api/self/me'] };
    expect((await refusal(check(sim, sim.keys.owner))).code).toBe('wrong-api-url');
  });

  it('finds out who it is where the data plane has no identity calls', async () => {
    const sim = await start({ strategies: { selfMe: false, appLogin: false } });
    const owner = await check(sim, sim.keys.owner);
    expect(owner.user.email).toContain('ana.ferreira');
    expect(owner.via).toBe('grants');
    expect((await refusal(check(sim, sim.keys.nonOwner))).code).toBe('not-an-owner');
    // The user is unknown, but impersonating two different members proves ownership.
    expect(await check(sim, sim.keys.ownerWithoutKeys)).toMatchObject({
      user: { id: null },
      via: 'impersonation',
    });
  });

  it('says so where nothing tells whose key it is', async () => {
    const sim = await start({ strategies: { selfMe: false, appLogin: false } });
    sim.faults.status = { status: 404, paths: ['GET /v1/organization'] };
    const error = await refusal(check(sim, sim.keys.owner));
    expect(error.code).toBe('identity-calls-missing');
    expect(error.publicMessage).toContain('BRAINTRUST_APP_URL');
  });

  it.each(['html', 'empty', 'array', 'text'] as const)(
    'does not take %s from a proxy for an answer',
    async (kind) => {
      const sim = await start({ faults: { wrongShape: kind } });
      const error = await refusal(check(sim, sim.keys.owner));
      expect(error.code).toBe('upstream-unexpected-answer');
      expect(error.publicMessage).toContain('didn’t respond like a Braintrust API');
    },
  );

  it('says that Braintrust cannot be reached, not that the key is wrong', async () => {
    const sim = await start();
    const { url, keys } = sim;
    await sim.close();
    const error = await refusal(checkOwner({ apiUrl: url, appLoginUrl: null }, keys.owner));
    expect(error.code).toBe('upstream-unreachable');
    expect(error.publicMessage).toContain(url);
  });
});
