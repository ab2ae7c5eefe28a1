import { ENDPOINTS, type Endpoint } from './endpoints';

/** Fewest parameters first, so that `replacements/summary` doesn't match `replacements/{id}`. */
const PATHS = [...new Set<string>(ENDPOINTS.map(({ path }) => path))]
  .map((path) => ({
    path,
    names: [...path.matchAll(/{(\w+)}/g)].map(([, name = '']) => name),
    pattern: new RegExp(`^${path.replaceAll(/{\w+}/g, '([^/]+)')}$`),
  }))
  .sort((a, b) => a.names.length - b.names.length);

/** An endpoint's path, and the decoded parameters that a URL has in it. */
export type MatchedPath = { path: Endpoint['path']; params: Record<string, string> };

/** Finds the endpoint path that a URL's path matches; `null` if none does. */
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
      break; // Not a valid percent-encoding.
    }
  }
  return null;
}
