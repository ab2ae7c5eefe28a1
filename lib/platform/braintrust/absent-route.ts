import type { HttpAnswer } from './transport';

/** The whole text, or the `message` of the JSON object that it is. */
const GATEWAY_ANSWER =
  /^\s*(?:\{(?:.*[{,])?\s*"message"\s*:\s*)?"?\s*missing\s+authentication\s+token[\s.]*(?:$|"\s*(?:$|[,}]))/is;

/**
 * True for the 403 by which AWS API Gateway says that it has no such route. It stands in front of
 * self-hosted data planes and never passes such a call on, so nobody was refused anything.
 * *Source*: braintrust.md "Newer facts".
 */
export function isAbsentRoute({ status, text }: Pick<HttpAnswer, 'status' | 'text'>): boolean {
  return status === 403 && text.length <= 1000 && GATEWAY_ANSWER.test(text);
}
