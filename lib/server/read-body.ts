import type { z } from 'zod';
import { AppError } from '@/lib/domain/core';

/** An endpoint can replace this limit with `largestBodyBytes`. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Reads a request's JSON body and checks it against `schema`. A missing body counts as `{}`.
 * *Errors*: `bad-request`, which names the field; `too-large`.
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  mostBytes = LARGEST_BODY_BYTES,
): Promise<z.output<Schema>> {
  const text = await readText(request, mostBytes);
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (text !== '' && type !== 'application/json') {
    throw new AppError(
      'bad-request',
      'Send the body as JSON, with Content-Type: application/json.',
    );
  }
  const result = schema.safeParse(text === '' ? {} : parseJson(text));
  if (result.success) return result.data;
  const faults = result.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new AppError('bad-request', `The body is invalid. ${faults.join('; ')}`);
}

/** The body as text. *Errors*: `too-large` beyond `mostBytes`; reading stops there. */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes)
      throw new AppError('too-large', `The body is larger than ${mostBytes / 1024} KB.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** *Errors*: `bad-request` for invalid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-request', 'The body isn’t valid JSON.', { cause });
  }
}
