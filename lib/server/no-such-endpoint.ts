import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/core';
import { problemResponse } from './problem';

/** What an API path answers that is none: a problem, not a page. */
export function noSuchEndpoint(): Response {
  return problemResponse(noSuchEndpointError(), randomUUID());
}

/** *Errors*: `not-found`, for a path of the API that is none. */
export const noSuchEndpointError = (): AppError =>
  new AppError(
    'not-found',
    'There is no such endpoint. /api/openapi.json lists those that there are.',
  );
