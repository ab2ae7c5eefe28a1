import type { HttpAnswer } from './transport';

/** Matches the whole text, or the `message` of a JSON object. */
const GATEWAY_ANSWER =
  /^\s*(?:\{(?:.*[{,])?\s*"message"\s*:\s*)?"?\s*missing\s+authentication\s+token[\s.]*(?:$|"\s*(?:$|[,}]))/is;

/**
 * True for the 403 that AWS API Gateway sends for an unknown route. The gateway stands in front of
 * self-hosted data planes and doesn't forward such a call, so this isn't a missing permission.
 * *Source*: API Gateway's `MISSING_AUTHENTICATION_TOKEN` response.
 */
export function isAbsentRoute({ status, text }: Pick<HttpAnswer, 'status' | 'text'>): boolean {
  return status === 403 && text.length <= 1000 && GATEWAY_ANSWER.test(text);
}
