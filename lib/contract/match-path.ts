import { ENDPOINTS, type Endpoint } from './endpoints';

/** Fewest parameters first, because `replacements/summary` is not a `replacements/{id}`. */
const PATHS = [...new Set<string>(ENDPOINTS.map(({ path }) => path))]
  .map((path) => ({
    path,
    names: [...path.matchAll(/{(\w+)}/g)].map(([, name = '']) => name),
    pattern: new RegExp(`^${path.replaceAll(/{\w+}/g, '([^/]+)')}$`),
  }))
  .sort((a, b) => a.names.length - b.names.length);

/** A URL's path as an endpoint's path, with its parameters decoded. */
export type MatchedPath = { path: Endpoint['path']; params: Record<string, string> };

/** The endpoint path that a URL's path belongs to; `null` if there is none. */
export function matchPath(pathname: string): MatchedPath | null {
  for (const { path, names, pattern } of PATHS) {
    const values = pattern.exec(pathname)?.slice(1);
    if (values === undefined) continue;
    try {
      const decoded = values.map((value) => decodeURIComponent(value));
      return {
        path,
        params: Object.fromEntries(names.map((name, at) => [name, decoded[at] ?? ''])),
      };
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      break; // An escape that stands for no character.
    }
  }
  return null;
}
