import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/domain/core';
import { problemResponse } from './problem';

/** The response for an unknown API path: a problem document, not a page. */
export function noSuchEndpoint(): Response {
  return problemResponse(noSuchEndpointError(), randomUUID());
}

export const noSuchEndpointError = (): AppError =>
  new AppError(
    'not-found',
    'This endpoint doesn’t exist. See /api/openapi.json for all endpoints.',
  );
