import { afterEach, describe, expect, it } from 'vitest';
import { checkOwner } from '@/lib/features/sessions/check-owner';
import { AppError } from '@/lib/domain/core';
import { startSimulator, type Simulator, type SimulatorOptions } from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditOnce, resultOf } from '../testing';

const current = useMemoryStore();
const open: Simulator[] = [];

async function simulate(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await startSimulator({ members: 8, ...options });
  open.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const GATEWAY = '{"message":"Missing Authentication Token"}';
const ROUTES = ['selfMe', 'appLogin', 'impersonate', 'organizations', 'context'] as const;
type Route = (typeof ROUTES)[number];

const PATHS: Partial<Record<Route, readonly string[]>> = {
  organizations: ['GET /v1/organization'],
  context: ['GET /v1/acl/list_org', 'GET /v1/project', 'GET /v1/service_token'],
};

/** Every combination of missing routes. */
const combinations = Array.from({ length: 2 ** ROUTES.length }, (_, bits) =>
  ROUTES.filter((_route, index) => (bits >> index) % 2 === 1),
);

/** The same organization, but missing routes answer 404 or like AWS API Gateway. */
function without(routes: readonly Route[], form: 'not-found' | 'gateway'): Promise<Simulator> {
  const paths = routes.flatMap((route) => PATHS[route] ?? []);
  const answer = form === 'gateway' ? { status: 403, body: GATEWAY } : { status: 404 };
  return simulate({
    strategies: {
      absentRoute: form,
      header: 'honoured',
      selfMe: !routes.includes('selfMe'),
      appLogin: !routes.includes('appLogin'),
      impersonate: routes.includes('impersonate') ? 'off' : 'token',
    },
    faults: paths.length > 0 ? { status: { ...answer, paths } } : {},
  });
}

async function signIn(simulator: Simulator, key: string): Promise<unknown> {
  const env = { apiUrl: simulator.url, appLoginUrl: simulator.url };
  try {
    const { user, organization, kind, via } = await checkOwner(env, key);
    return { user, organization, kind, via };
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

describe('a gateway’s 403 for an absent route is the same as 404', () => {
  it.each(combinations.map((routes) => ({ routes, named: routes.join(', ') || 'nothing' })))(
    'without $named',
    async ({ routes }) => {
      const [plain, gateway] = await Promise.all([
        without(routes, 'not-found'),
        without(routes, 'gateway'),
      ]);
      for (const key of ['owner', 'serviceToken', 'nonOwner', 'revoked'] as const) {
        expect(await signIn(gateway, gateway.keys[key]), key).toEqual(
          await signIn(plain, plain.keys[key]),
        );
      }
      const [before, after] = [
        await auditOnce(current.store, plain),
        await auditOnce(current.store, gateway),
      ];
      expect(after).toMatchObject({
        status: before.status,
        strategy: before.strategy,
        strategy_why: before.strategy_why,
        members: before.members,
        context: before.context ?? null,
      });
      expect(after.status).toBe('complete');
      expect(await resultOf(current.store, after.id)).toEqual(
        await resultOf(current.store, before.id),
      );
      if (!routes.includes('selfMe') || !routes.includes('organizations')) {
        expect(await signIn(gateway, gateway.keys.owner)).toMatchObject({ kind: 'user-key' });
      }
    },
  );
});
