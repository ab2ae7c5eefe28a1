import { AppError } from '@/lib/domain/core';
import { isLoopback, type ProxyVariables } from '@/lib/platform/config/env';

/** The proxy that a request goes through. `name` is host and port, without the password. */
export type EgressProxy = { url: URL; name: string; token: string | null };

/**
 * Returns the proxy for this origin, or `null` for a direct connection. Loopback is never proxied.
 * *Errors*: `configuration` if the address isn't an http or https proxy.
 */
export function proxyFor(origin: string, variables: ProxyVariables): EgressProxy | null {
  const target = new URL(origin);
  if (isLoopback(target.hostname) || isExempt(target, variables.noProxy)) return null;
  const { httpProxy, httpsProxy } = variables;
  const text = target.protocol === 'https:' ? (httpsProxy ?? httpProxy) : httpProxy;
  return text === null ? null : parseProxy(text);
}

function parseProxy(text: string): EgressProxy {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new AppError(
      'configuration',
      'Couldn’t use HTTPS_PROXY. Set it to the address of an http or https proxy, such as http://proxy.example.com:3128.',
      { details: { variable: 'HTTPS_PROXY' } },
    );
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const token = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return {
    url: new URL(url.origin),
    name: `${url.hostname}:${port}`,
    token: credentials === ':' ? null : token,
  };
}

/** *Shape*: hosts separated by commas or spaces. Each includes its subdomains; `*` means all. */
function isExempt({ hostname, port, protocol }: URL, noProxy: string | null): boolean {
  const host = hostname.toLowerCase();
  const usedPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return (noProxy ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== usedPort) return false;
      return name !== '' && (host === name || host.endsWith(`.${name}`));
    });
}
