import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode } from 'next-auth/jwt';
import type { SignInError } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { parseEnv } from '@/lib/platform/config/env';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { schema } from '@/lib/platform/database';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { createLog } from '@/lib/platform/log';
import { createAttemptLimits } from './attempt-limits';
import { checkOwner } from './check-owner';
import { nextAuthOptions } from './next-auth-options';
import { createNoteRefusedSignIn } from './refused-sign-in';
import { createSealer } from '@/lib/platform/sealing/sealing';
import { sessionCookieName } from './request-headers';
import { tokenOfCookies } from './session-cookie';
import { createSessions } from './sessions';
import { createSignIn } from './sign-in';

const SECRET = 'secret-of-the-test-0123456789';
const current = useMemoryStore();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ members: 8 });
});
afterEach(() => simulator.close());

function setUp(variables: Record<string, string> = {}) {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', to: { write: (line) => lines.push(line) } });
  const env = parseEnv({ BRAINTRUST_API_URL: simulator.url, ...variables });
  const check: Parameters<typeof createSessions>[0]['check'] = (key, options) =>
    checkOwner(env, key, options);
  const sessions = createSessions({
    store: current.store,
    sealer: createSealer(SECRET),
    log,
    check,
  });
  const limits = createAttemptLimits({ perAddress: { burst: 3, everyMs: 60_000 } });
  const signIn = createSignIn({
    env,
    check,
    limits,
    sessions,
    log,
    noteRefused: createNoteRefusedSignIn({ store: current.store, now: () => new Date() }),
  });
  const options = nextAuthOptions({ secret: SECRET, secureCookies: false, signIn, sessions, log });
  return { signIn, sessions, options, log: () => lines.join('') };
}

describe('createSignIn', () => {
  it('signs an owner in, blanks around the pasted key aside', async () => {
    const { signIn, sessions } = setUp();
    const { token } = await signIn({ apiKey: ` ${simulator.keys.owner}\n` }, 'a');
    expect((await sessions.find(token))?.organization.name).toBe(simulator.orgName);
  });

  it.each([{ apiKey: '' }, { apiKey: '  ' }, {}, null, { apiKey: 7 }])(
    'refuses %j without asking Braintrust',
    async (input) => {
      await expect(setUp().signIn(input, 'a')).rejects.toBeInstanceOf(AppError);
      expect(simulator.calls().total ?? 0).toBe(0);
    },
  );

  it('refuses who tries too often, and keeps the keys out of the log', async () => {
    const { signIn, log } = setUp();
    for (let tried = 0; tried < 3; tried += 1) {
      await expect(signIn({ apiKey: 'sk-fake-nobody' }, 'a')).rejects.toMatchObject({
        code: 'wrong-key',
      });
    }
    await expect(signIn({ apiKey: simulator.keys.owner }, 'a')).rejects.toMatchObject({
      code: 'too-many-requests',
    });
    await expect(signIn({ apiKey: simulator.keys.owner }, 'b')).resolves.toBeTruthy();
    expect(log()).toContain('wrong-key');
    expect(log()).not.toContain('sk-fake');
  });

  it('refuses on a bind beyond loopback without https, and says what to set', async () => {
    const beyond = { LATCHKEY_HOST: '0.0.0.0' };
    const apiKey = simulator.keys.owner;
    await expect(setUp(beyond).signIn({ apiKey }, 'a')).rejects.toMatchObject({
      code: 'insecure-bind',
      publicMessage: expect.stringContaining('NEXTAUTH_URL'),
    });
    const secure = setUp({ ...beyond, NEXTAUTH_URL: 'https://keys.example.com' });
    await expect(secure.signIn({ apiKey }, 'a')).resolves.toBeTruthy();
  });
});

describe('nextAuthOptions', () => {
  const authorize = async (set: ReturnType<typeof setUp>, input: Record<string, string>) => {
    const [provider] = set.options.providers;
    if (provider?.type !== 'credentials') throw new Error('no credentials provider');
    return provider.authorize(input, { headers: { 'x-latchkey-address': 'a' } });
  };
  const refusal = async (answer: Promise<unknown>) => {
    const error: unknown = await answer.catch((reason: unknown) => reason);
    if (!(error instanceof Error)) throw new Error('It was not refused.');
    return JSON.parse(error.message) as SignInError;
  };

  it('hands the page the reason and the organizations to choose from', async () => {
    const apiKey = simulator.keys.twoOrganizations;
    const names = simulator.organizations.map(({ name }) => name);
    expect(await refusal(authorize(setUp(), { apiKey }))).toMatchObject({
      code: 'choose-organization',
      organizations: names,
    });
    expect(await refusal(authorize(setUp(), { apiKey, organization: 'nobody' }))).toMatchObject({
      code: 'unknown-organization',
      organizations: names,
    });
    expect(await authorize(setUp(), { apiKey, organization: names[1] ?? '' })).toBeTruthy();
  });

  it('keeps a cookie that outlives the session, so that a page can say that it has ended', () => {
    const { session, jwt } = setUp().options;
    expect(jwt?.maxAge).toBe(8 * 60 * 60);
    expect(session?.maxAge).toBe(30 * 24 * 60 * 60);
  });

  it('leads to no other site', async () => {
    const baseUrl = 'https://keys.example.com';
    const { callbacks } = setUp().options;
    const lead = (url: string) => callbacks?.redirect?.({ url, baseUrl });
    expect(await lead(`${baseUrl}/sign-in`)).toBe(`${baseUrl}/sign-in`);
    expect(await lead('/keys?a=b')).toBe(`${baseUrl}/keys?a=b`);
    for (const url of [
      'https://evil.example',
      `${baseUrl}.evil.example/x`,
      `${baseUrl}//evil.example`,
      '/.//evil.example',
      'javascript:alert(1)',
    ]) {
      expect(await lead(url), url).toBe(`${baseUrl}/`);
    }
  });

  it('puts nothing but the random token into the JWT', async () => {
    const set = setUp();
    const user = await authorize(set, { apiKey: simulator.keys.owner });
    const jwt = await set.options.callbacks?.jwt?.({
      token: { name: 'x', email: 'y', sub: 'z' },
      user: user ?? { id: '' },
      account: null,
    });
    expect(Object.keys(jwt ?? {})).toEqual(['sid']);
  });

  it('ends the session that was presented when its holder signs in again, and no other', async () => {
    const set = setUp();
    const apiKey = simulator.keys.owner;
    const { token: presented } = await set.signIn({ apiKey }, 'a');
    const { token: other } = await set.signIn({ apiKey }, 'a');
    const jwt = await encode({ token: { sid: presented }, secret: SECRET });
    const cookie = `x=1; ${sessionCookieName('http:')}=${jwt}`;
    const [provider] = set.options.providers;
    if (provider?.type !== 'credentials') throw new Error('no credentials provider');
    const again = (key: string) => provider.authorize({ apiKey: key }, { headers: { cookie } });
    await expect(again('sk-fake-nobody')).rejects.toThrow('wrong-key');
    expect(await set.sessions.find(presented)).not.toBeNull();
    expect(await again(apiKey)).toBeTruthy();
    expect(await set.sessions.find(presented)).toBeNull();
    expect(await set.sessions.find(other)).not.toBeNull();
  });

  it('ends the row on sign-out; the session answer follows the row', async () => {
    const set = setUp();
    const { token } = await set.signIn({ apiKey: simulator.keys.owner }, 'a');
    const read = () =>
      set.options.callbacks?.session?.({ token: { sid: token } } as unknown as Parameters<
        NonNullable<NonNullable<typeof set.options.callbacks>['session']>
      >[0]);
    expect(await read()).toMatchObject({ organization: { name: simulator.orgName } });
    await set.options.events?.signOut?.({ token: { sid: token } } as unknown as Parameters<
      NonNullable<NonNullable<typeof set.options.events>['signOut']>
    >[0]);
    expect(await read()).toEqual({});
    expect(await current.store.db.select().from(schema.sessions)).toEqual([]);
  });
});

describe('tokenOfCookies', () => {
  const at = { publicUrl: 'http://127.0.0.1:3000', secret: SECRET };

  it('reads the token of our own cookie only', async () => {
    const jwt = await encode({ token: { sid: 'abc' }, secret: SECRET });
    const other = await encode({ token: { sid: 'abc' }, secret: 'another-secret-0123' });
    const name = sessionCookieName(at.publicUrl);
    expect(await tokenOfCookies(`x=1; ${name}=${jwt}; y=2`, at)).toBe('abc');
    for (const cookie of [null, '', 'x=1', `${name}=`, `${name}=${other}`, `${name}=a.b.c.d.e`]) {
      expect(await tokenOfCookies(cookie, at), cookie ?? 'null').toBeNull();
    }
    const cookie = `${name}=${other}`;
    const previousSecret = 'another-secret-0123';
    expect(await tokenOfCookies(cookie, { ...at, previousSecret })).toBe('abc');
    const https = { ...at, publicUrl: 'https://keys.example.com' };
    expect(await tokenOfCookies(`${name}=${jwt}`, https)).toBeNull();
    expect(await tokenOfCookies(`__Secure-${name}=${jwt}`, https)).toBe('abc');
  });
});
