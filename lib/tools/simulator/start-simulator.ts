import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildOrganization } from './build-organization';
import { answerControl, CONTROL_PREFIX } from './control';
import { issueCredentials } from './credentials';
import { Directory } from './directory';
import { FaultGate } from './fault-gate';
import { noFaults } from './faults';
import { foreignMemberIds } from './identify';
import { wholeHour } from './instants';
import { defaultStrategies, type SimulatorOptions } from './options';
import { isPagePath, servePage } from './pages/serve-pages';
import { seededRandom } from './random';
import { Dependencies } from './serve';
import type { Simulator } from './simulator';
import { Traffic } from './traffic';
import type { World } from './world';

/** Starts a simulated organization on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { world, keys } = buildWorld(options);
  const traffic = new Traffic();
  const dependencies = new Dependencies(world, traffic);
  const listener = new Listener((request, response, body) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (isPagePath(path)) servePage(world, request, response, body);
    else dependencies.take(request, response, body);
  });
  const port = await listener.listen(options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  world.apiUrl = options.apiUrl ?? url;
  const simulator: Simulator = {
    url,
    orgId: world.organization.id,
    orgName: world.organization.name,
    keys,
    organization: world.organization,
    organizations: world.organizations,
    faults: world.faults,
    strategies: world.strategies,
    touch: () => world.directory.touch(),
    revoke: (secret) => {
      const credential = world.credentials.get(secret);
      if (credential === undefined) throw new Error('This secret is unknown.');
      credential.revoked = true;
    },
    foreignMemberIds: () => foreignMemberIds(world),
    calls: () => traffic.counts(),
    requests: () => traffic.recent(),
    resetCalls: () => traffic.reset(),
    goDown: () => listener.stop(),
    listenAgain: async () => {
      await listener.listen(port);
    },
    close: () => listener.stop(),
  };
  if (options.control === true) {
    listener.control = (path, request, response, body) =>
      answerControl(simulator, { method: request.method ?? 'GET', path, body }, response);
  }
  return simulator;
}

function buildWorld(options: SimulatorOptions) {
  const { seed = 1, orgName = 'acme', plan = 'enterprise', members = 48 } = options;
  const now = options.now ?? wholeHour(new Date());
  const organization = buildOrganization({ members, seed, now, orgName, plan });
  const others = (options.organizations ?? [`${orgName}-labs`]).map((name, index) =>
    buildOrganization({ members: 4, seed: seed + 1000 + index, now, orgName: name, plan }),
  );
  const organizations = [organization, ...others];
  const random = seededRandom(seed + 7);
  const { keys, credentials } = issueCredentials(organization, { organizations, random, now });
  const world: World = {
    seed,
    organization,
    organizations,
    directory: new Directory(organizations),
    credentials,
    tokens: new Map(),
    newTokens: new Map(),
    faults: { ...noFaults(), ...options.faults },
    strategies: { ...defaultStrategies, ...options.strategies },
    gate: new FaultGate(seed),
    apiUrl: '',
    roster: { of: null, listed: false, keyLists: 0, done: false },
  };
  return { world, keys };
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: unknown) => void;
type ControlHandler = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
) => void;

/** The HTTP server. It reads request bodies and keeps idle connections open for a minute. */
class Listener {
  control: ControlHandler | undefined;
  readonly #server;

  constructor(handler: Handler) {
    const take = (request: IncomingMessage, response: ServerResponse, body: unknown) => {
      const path = request.url ?? '/';
      if (this.control !== undefined && path.startsWith(CONTROL_PREFIX)) {
        this.control(path.slice(CONTROL_PREFIX.length), request, response, body);
      } else handler(request, response, body);
    };
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      if (request.method === 'GET') take(request, response, undefined);
      else readBody(request, (body) => take(request, response, body));
    });
    this.#server.requestTimeout = 0;
    this.#server.headersTimeout = 0;
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        const address: AddressInfo | string | null = this.#server.address();
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The simulator has no port.'));
      });
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

function readBody(request: IncomingMessage, then: (body: unknown) => void): void {
  let textSoFar = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (textSoFar += chunk));
  request.on('end', () => then(parsed(textSoFar)));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Handlers get text that isn't JSON as it is, and refuse it like any other wrong body.
    return body;
  }
}
