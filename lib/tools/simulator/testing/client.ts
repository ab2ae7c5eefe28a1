import { startSimulator, type Simulator, type SimulatorOptions } from '..';

/** A fixed time, so that every run builds the same organization. */
export const NOW = new Date('2026-11-20T18:00:00.000Z');

const running: Simulator[] = [];

/** Starts a simulator that {@link closeAll} closes. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ now: NOW, ...options });
  running.push(simulator);
  return simulator;
}

/** Closes every simulator that the tests have started. */
export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((each) => each.close()));
}

type Fields = Record<string, unknown>;

/** One response, with its body parsed if it is JSON. */
export type Answer = {
  status: number;
  type: string;
  text: string;
  headers: Headers;
  json: unknown;
  field: (name: string) => unknown;
  /** The objects of a list response. Throws if it isn't a list. */
  objects: (name?: string) => Fields[];
};

/** Sends a request as the holder of this secret. */
export async function ask(
  { url }: Simulator,
  secret: string,
  request: string,
  extra: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, ...extra.headers },
    ...(extra.body === undefined ? {} : { body: JSON.stringify(extra.body) }),
    ...(extra.signal === undefined ? {} : { signal: extra.signal }),
  });
  const text = await response.text();
  const json = text.startsWith('{') || text.startsWith('[') ? parsed(text) : undefined;
  const field = (name: string) => (isFields(json) ? json[name] : undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text,
    headers: response.headers,
    json,
    field,
    objects: (name = 'objects') => {
      const list = field(name);
      if (Array.isArray(list) && list.every(isFields)) return list;
      throw new Error(`Not a list: ${response.status} ${text.slice(0, 200)}`);
    },
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gets an impersonation token for this member. */
export async function impersonate(simulator: Simulator, userId: string, by?: string) {
  const secret = by ?? simulator.keys.owner;
  const answer = await ask(simulator, secret, 'POST /v1/impersonate', {
    body: { user_id: userId },
  });
  return String(answer.field('token'));
}

export function idsOf(answer: Answer): string[] {
  return answer.objects().map(({ id }) => String(id));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A test that expects JSON fails on this text.
    return 'not JSON';
  }
}
