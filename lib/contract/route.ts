import type { z } from 'zod';
import type { ENDPOINTS } from './endpoints';

type Entry = (typeof ENDPOINTS)[number];
type RouteOf<E> = E extends { method: infer Method extends string; path: infer Path extends string }
  ? `${Method} ${Path}`
  : never;

/** Method and path of an endpoint, such as `GET /api/v1/audits/{audit_id}`. Only those of the contract are accepted. */
export type Route = RouteOf<Entry>;
/** Path of an endpoint, with its parameters in braces. */
export type EndpointPath = Entry['path'];

type EntryAt<R extends Route> = Extract<
  Entry,
  R extends `${infer Method} ${infer Path}` ? { method: Method; path: Path } : never
>;
/** The parameters of a path. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : object;
/** The parameters of a route's path. */
export type ParamsOfRoute<R extends Route> = R extends `${string} ${infer Path}`
  ? ParamsOf<Path>
  : never;
/** The body that an endpoint takes; `undefined` where it takes none. */
export type BodyOf<R extends Route> =
  EntryAt<R> extends { body: infer Body extends z.ZodType } ? z.input<Body> : undefined;
/** The JSON that an endpoint answers with; `undefined` where it answers with none. */
export type ResponseOf<R extends Route> =
  EntryAt<R> extends { response: infer Body extends z.ZodType } ? z.output<Body> : undefined;

/** The path with its parameters filled in and encoded. */
export function fillPath<Path extends EndpointPath>(path: Path, params: ParamsOf<Path>): string {
  return fill(path, params);
}

/** Method and filled path of a route. */
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
