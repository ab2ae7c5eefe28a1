import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { noteAddress } from './caller-address';

function note(headers: IncomingMessage['headers'], trustedProxies: number) {
  const request = { headers, socket: { remoteAddress: '10.1.1.1' } };
  noteAddress(request, trustedProxies);
  return request.headers;
}
const forged = {
  'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '1.1.1.1',
  forwarded: 'for=1.1.1.1',
  'x-latchkey-address': '1.1.1.1',
};

describe('noteAddress', () => {
  it('believes nothing that a caller wrote', () => {
    expect(note({ ...forged, accept: '*/*' }, 0)).toEqual({
      accept: '*/*',
      'x-latchkey-address': '10.1.1.1',
    });
  });

  it('believes as many proxies as there are, from the end', () => {
    expect(note({ ...forged }, 1)['x-latchkey-address']).toBe('3.3.3.3');
    expect(note({ ...forged }, 2)['x-latchkey-address']).toBe('2.2.2.2');
  });

  it('falls back to the connection where the proxies noted less', () => {
    expect(note({ ...forged }, 9)['x-latchkey-address']).toBe('10.1.1.1');
    expect(note({}, 1)['x-latchkey-address']).toBe('10.1.1.1');
  });
});
