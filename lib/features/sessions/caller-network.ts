import { isIPv4, isIPv6 } from 'node:net';

const IPV6_GROUPS = 8;
const MOST_CHARACTERS = 64;

/**
 * Normalizes an address for display and storage: no port or zone, and IPv4-mapped IPv6 as IPv4. Text that
 * isn't an IP address is truncated.
 */
export function plainAddress(text: string): string {
  const trimmed = text.trim();
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(trimmed)?.[1] ?? trimmed;
  const ip = bare.split('%')[0] ?? '';
  if (isIPv6(ip)) return mappedIPv4(ip) ?? ip.toLowerCase();
  const withoutPort = bare.replace(/:\d+$/, '');
  return isIPv4(withoutPort) ? withoutPort : bare.slice(0, MOST_CHARACTERS) || 'unknown';
}

/** The network that failed attempts are counted against: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(text: string): string {
  const address = plainAddress(text);
  if (!isIPv6(address)) return address;
  const prefix = groupsOf(address).slice(0, IPV6_GROUPS / 2);
  return `${prefix.map((group) => group.toString(16)).join(':')}::/64`;
}

function mappedIPv4(ip: string): string | null {
  const groups = groupsOf(ip);
  const [high = 0, low = 0] = groups.slice(-2);
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return null;
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

function groupsOf(ip: string): number[] {
  const [head = '', tail] = ip.split('::');
  const first = parseGroups(head);
  if (tail === undefined) return first;
  const last = parseGroups(tail);
  const zeros = new Array<number>(IPV6_GROUPS - first.length - last.length).fill(0);
  return [...first, ...zeros, ...last];
}

function parseGroups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
