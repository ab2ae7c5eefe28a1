import {
  splitRoute,
  type BodyOf,
  type ParamsOfRoute,
  type ResponseOf,
  type Route,
} from '@/lib/contract/route';
import { ApiError, apiErrorOf, parseJson, whatNow } from './api-error';
import { isPageHeld } from './held-page';
import { isNoOneHere } from './presence';

type SendOptions = {
  method: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether the call changes something. By default, every method except GET does. */
  changes?: boolean;
  signal?: AbortSignal | undefined;
};

/** Options of a call; `body` is required if the endpoint takes one. */
export type CallOptions<R extends Route> = Omit<SendOptions, 'method' | 'body'> & {
  params: ParamsOfRoute<R>;
  search?: URLSearchParams;
} & (BodyOf<R> extends undefined ? unknown : { body: BodyOf<R> });

/**
 * Calls an endpoint of our own API and returns its JSON; `undefined` for 204.
 * *Errors*: `ApiError`. If the session has ended, a read opens the sign-in page, which says so and
 * returns to this URL. A change throws `signed-out` instead, and so does a read while `holdPage` protects unsaved input.
 */
export async function callApi<R extends Route>(
  route: R,
  { params, search, ...rest }: CallOptions<R>,
): Promise<ResponseOf<R>> {
  const { method, path } = splitRoute(route, params);
  const query = search?.toString() ?? '';
  const options = { ...rest, method };
  const response = await send(query ? `${path}?${query}` : path, options);
  if (response.status === 401 && (method !== 'GET' || isPageHeld())) {
    throw new ApiError('signed-out', SIGNED_OUT, { status: 401 });
  }
  if (!response.ok) {
    const error = await apiErrorOf(response, changesOf(options));
    if (response.status === 401) goToSignIn(error.code);
    throw error;
  }
  // This cast is safe because the server's responses follow the same contract.
  return (response.status === 204 ? undefined : await jsonOf(response, options)) as ResponseOf<R>;
}

const changesOf = ({ changes, method }: SendOptions) => changes ?? method !== 'GET';

async function jsonOf(response: Response, options: SendOptions) {
  let cause: unknown;
  try {
    const value = parseJson(await response.text());
    if (value !== undefined) return value;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    cause = error;
  }
  throw new ApiError(
    'unexpected-answer',
    `The server’s response was incomplete. ${whatNow(changesOf(options))}`,
    { cause },
  );
}

const SIGNED_OUT =
  'Your session has ended, so nothing was changed. Sign in again in another tab, then try again here. Your input is kept.';

async function send(path: string, options: SendOptions): Promise<Response> {
  const { body, headers, method, signal } = options;
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(isNoOneHere() ? { 'x-latchkey-background': '1' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(
      'unreachable',
      `Couldn’t reach the Latchkey server. Check that it’s running and that you’re online. ${whatNow(changesOf(options))}`,
      { cause },
    );
  }
}

/** Opens the sign-in page, which says why the session ended and leads back to this page. */
function goToSignIn(why: string): void {
  const { pathname, search } = window.location;
  const parameters = new URLSearchParams({ callbackUrl: pathname + search, error: why });
  window.location.assign(`/sign-in?${parameters.toString()}`);
}
