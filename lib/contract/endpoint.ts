import { z } from 'zod';
import type { TableSchema } from './tables';

export const list = <Row extends z.ZodType>(row: Row) => z.object({ objects: z.array(row) });

/** Wire form of `Facets`. */
export const facetsSchema = z.object({
  total: z.int().nonnegative(),
  unfiltered: z.int().nonnegative(),
  facets: z.record(
    z.string(),
    z.array(
      z.object({
        value: z.string(),
        count: z.int().nonnegative(),
        label: z.string().optional(),
      }),
    ),
  ),
});

/** Fits every word list at its maximum length, at six bytes per escaped character. */
export const LARGE_BODY_BYTES = 8 * 1024 * 1024;

/** One endpoint of the HTTP API. `{…}` in `path` are its parameters. */
export type Endpoint = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** Requires a browser session: a Bearer key is refused with `session-only`. */
  sessionOnly?: boolean;
  status: 200 | 202 | 204;
  /** Takes `limit` and `starting_after`. */
  paged?: boolean;
  table?: TableSchema;
  /** Query parameters beyond those of paging and `table`, with their descriptions. */
  parameters?: Readonly<Record<string, string>>;
  body?: z.ZodType;
  /** Replaces the default limit of 1 MiB. */
  largestBodyBytes?: number;
  response?: z.ZodType;
  /** Content types of a response that isn't JSON. */
  streams?: readonly string[];
  /** Headers of a successful response, with their descriptions. */
  headers?: Readonly<Record<string, string>>;
};
