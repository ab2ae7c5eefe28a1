import type { z } from 'zod';
import type { ENDPOINTS } from './endpoints';

type Entry = (typeof ENDPOINTS)[number];
type RouteOf<E> = E extends { method: infer Method extends string; path: infer Path extends string }
  ? `${Method} ${Path}`
  : never;

/** Method and path of an endpoint of the contract, such as `GET /api/v1/audits/{audit_id}`. */
export type Route = RouteOf<Entry>;
/** Path of an endpoint, with its parameters in braces. */
export type EndpointPath = Entry['path'];

type EntryAt<R extends Route> = Extract<
  Entry,
  R extends `${infer Method} ${infer Path}` ? { method: Method; path: Path } : never
>;
/** The parameters that a path names in braces. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : object;
export type ParamsOfRoute<R extends Route> = R extends `${string} ${infer Path}`
  ? ParamsOf<Path>
  : never;
/** The body that an endpoint takes; `undefined` if it takes none. */
export type BodyOf<R extends Route> =
  EntryAt<R> extends { body: infer Body extends z.ZodType } ? z.input<Body> : undefined;
/** The JSON that an endpoint returns; `undefined` if it returns none. */
export type ResponseOf<R extends Route> =
  EntryAt<R> extends { response: infer Body extends z.ZodType } ? z.output<Body> : undefined;

/** Fills the parameters into a path, URL-encoded. */
export function fillPath<Path extends EndpointPath>(path: Path, params: ParamsOf<Path>): string {
  return fill(path, params);
}

/** Splits a route into its method and its path, with the parameters filled in. */
export function splitRoute<R extends Route>(
  route: R,
  params: ParamsOfRoute<R>,
): { method: string; path: string } {
  const [method = '', path = ''] = route.split(' ');
  return { method, path: fill(path, params) };
}

function fill(path: string, params: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  return path.replaceAll(/{(\w+)}/g, (_all, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
}
