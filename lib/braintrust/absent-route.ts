import type { HttpAnswer } from './transport';

/**
 * True for the 403 by which AWS API Gateway says that it has no such route. It stands in front of
 * self-hosted data planes and never passes such a call on, so nobody was refused anything.
 * *Source*: braintrust.md "Newer facts".
 */
export function isAbsentRoute({ status, text }: Pick<HttpAnswer, 'status' | 'text'>): boolean {
  return status === 403 && text.length <= MOST_CHARACTERS && messagesOf(text).some(isMissingToken);
}

const MOST_CHARACTERS = 4096;

function isMissingToken(message: unknown): boolean {
  return (
    typeof message === 'string' &&
    message
      .replaceAll(/[\s."']+/g, ' ')
      .trim()
      .toLowerCase() === 'missing authentication token'
  );
}

/** The text itself, or the messages of the JSON that it is. */
function messagesOf(text: string): unknown[] {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return [value ?? text];
  return Object.entries(value)
    .filter(([name]) => name.toLowerCase() === 'message')
    .map(([, message]) => message as unknown);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
