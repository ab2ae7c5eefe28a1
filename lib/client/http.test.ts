import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { holdPage } from './held-page';
import { callApi } from './http';

const UNKNOWN =
  'The change may or may not have been saved. Reload the page to check, then try again.';
const PROBLEM = JSON.stringify({
  type: 'urn:latchkey:problem:changed-meanwhile',
  title: 'Changed meanwhile',
  status: 409,
  detail: 'Ada changed the notes.',
  code: 'changed-meanwhile',
  request_id: 'r-1',
  changed: { version: 2, by: 'ada@acme.test', at: '2026-11-28T00:00:00Z', what: 'the notes' },
});

async function failureOf(answer: Response | Error, method: 'GET' | 'PUT'): Promise<ApiError> {
  vi.stubGlobal('fetch', () =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
  );
  const params = { org_id: 'o-1' };
  const call =
    method === 'GET'
      ? callApi('GET /api/v1/organization/{org_id}/overview', { params })
      : callApi('PUT /api/v1/organization/{org_id}/retention', { params, body: { days: 30 } });
  const error: unknown = await call.catch((reason: unknown) => reason);
  vi.unstubAllGlobals();
  if (error instanceof ApiError) return error;
  throw new Error(`not an ApiError: ${String(error)}`);
}

/** A response whose connection breaks before the body is complete. */
const cut = (status: number) =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.error(new TypeError('terminated')),
    }),
    { status },
  );

describe('an answer that is no problem document', () => {
  const BODIES = [
    '',
    '{"code":"internal","det',
    '<html>502 Bad Gateway</html>',
    '{}',
    '[1',
    'null',
  ];

  it.each(BODIES)('with the body %j is an ApiError with its status', async (body) => {
    for (const status of [400, 409, 500, 502, 504]) {
      const error = await failureOf(new Response(body, { status }), 'GET');
      expect(error).toMatchObject({ code: 'unexpected-answer', status });
      expect(error.message).toContain(String(status));
    }
  });

  it('says that the outcome of a change is unknown where it is', async () => {
    for (const status of [500, 502, 504]) {
      const change = await failureOf(new Response('<html>', { status }), 'PUT');
      expect(change.message).toContain(UNKNOWN);
      const read = await failureOf(new Response('<html>', { status }), 'GET');
      expect(read.message).not.toContain('unknown');
    }
    const refused = await failureOf(new Response('<html>', { status: 400 }), 'PUT');
    expect(refused.message).not.toContain('unknown');
  });

  it('may end in the middle', async () => {
    expect(await failureOf(cut(502), 'PUT')).toMatchObject({
      code: 'unexpected-answer',
      status: 502,
    });
  });
});

it('an answer of success that ends in the middle is an ApiError, its outcome unknown', async () => {
  for (const answer of [() => new Response('{"id":"1'), () => new Response(''), () => cut(200)]) {
    const change = await failureOf(answer(), 'PUT');
    expect(change).toMatchObject({ code: 'unexpected-answer', retryable: true });
    expect(change.message).toContain(UNKNOWN);
    expect((await failureOf(answer(), 'GET')).message).toMatch(/was incomplete\. Try again\.$/);
  }
});

it('no answer at all leaves the outcome of a change unknown', async () => {
  const change = await failureOf(new TypeError('Failed to fetch'), 'PUT');
  expect(change).toMatchObject({ code: 'unreachable', status: null });
  expect(change.message).toContain(UNKNOWN);
  const read = await failureOf(new TypeError('Failed to fetch'), 'GET');
  expect(read.message).not.toContain('unknown');
});

describe('a session that has ended', () => {
  const ended = () =>
    Response.json(
      {
        type: 'urn:latchkey:problem:not-signed-in',
        title: 'Not signed in',
        status: 401,
        detail: 'Sign in again.',
        code: 'not-signed-in',
        request_id: 'r-1',
      },
      { status: 401 },
    );
  const assign = vi.fn();
  beforeEach(() => {
    assign.mockClear();
    const location = { pathname: '/keys', search: '?verdict=replace', assign };
    vi.stubGlobal('window', { location });
  });

  it('opens the sign-in page with the reason, and with the way back', async () => {
    await failureOf(ended(), 'GET');
    const [url] = assign.mock.calls.flat() as string[];
    const { pathname, searchParams } = new URL(url ?? '', 'https://latchkey.test');
    expect(pathname).toBe('/sign-in');
    expect(Object.fromEntries(searchParams)).toEqual({
      callbackUrl: '/keys?verdict=replace',
      error: 'not-signed-in',
    });
  });

  it('keeps the page after a change, and while it holds unsaved input', async () => {
    expect(await failureOf(ended(), 'PUT')).toMatchObject({ code: 'signed-out' });
    const release = holdPage();
    expect(await failureOf(ended(), 'GET')).toMatchObject({ code: 'signed-out' });
    release();
    expect(assign).not.toHaveBeenCalled();
  });
});

it('a problem document is told with its data', async () => {
  const error = await failureOf(new Response(PROBLEM, { status: 409 }), 'PUT');
  expect(error).toMatchObject({
    code: 'changed-meanwhile',
    message: 'Ada changed the notes.',
    requestId: 'r-1',
    changed: { version: 2, what: 'the notes' },
  });
});
