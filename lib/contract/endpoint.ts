import { z } from 'zod';
import type { TableSchema } from './tables';

/** A page of rows. */
export const list = <Row extends z.ZodType>(row: Row) => z.object({ objects: z.array(row) });

/** The facets of a table. */
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

/** Room for every word list at its longest, six bytes a character (escaped) at worst. */
export const LARGE_BODY_BYTES = 8 * 1024 * 1024;

/** One endpoint of the HTTP API. `{…}` in `path` are its parameters. */
export type Endpoint = {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** For a browser's session only: a Bearer key is refused with `session-only`. */
  sessionOnly?: boolean;
  /** Success status. */
  status: 200 | 202 | 204;
  /** Pages by `limit` and `starting_after`. */
  paged?: boolean;
  table?: TableSchema;
  /** Query parameters of its own, with what each does. */
  parameters?: Readonly<Record<string, string>>;
  body?: z.ZodType;
  /** The largest body, where 1 MiB is not enough. */
  largestBodyBytes?: number;
  response?: z.ZodType;
  /** Content types of an answer that is not JSON. */
  streams?: readonly string[];
  /** Headers of a good answer, with what they say. */
  headers?: Readonly<Record<string, string>>;
};
