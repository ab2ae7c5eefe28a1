import { AppError } from '@/lib/domain/core';
import { isLoopback } from '@/lib/platform/config/env';

export type BaseUrl = { origin: string; prefix: string };

/**
 * Splits a base URL into origin and path prefix, after checking that a key may be sent there.
 * *Errors*: `configuration` if it isn't https (except on loopback) or has credentials, a query or a
 * fragment.
 */
export function parseBaseUrl(text: string, variable: string): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw refuse(variable, 'it isn’t a URL');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refuse(variable, 'it must begin with https://');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw refuse(
      variable,
      'keys are sent only over https (http is accepted only for this machine)',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(variable, 'it must not contain a user name or password');
  }
  if (url.search !== '' || url.hash !== '') {
    throw refuse(variable, 'it must not contain a query or fragment');
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

function refuse(variable: string, why: string): AppError {
  return new AppError('configuration', `Couldn’t use ${variable}: ${why}.`, {
    details: { variable },
  });
}
