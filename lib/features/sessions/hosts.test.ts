import { describe, expect, it } from 'vitest';
import { parseEnv } from '@/lib/platform/config/env';
import { refuseForeignOrigin, refuseInsecureBind, refuseUnknownHost } from './hosts';

const envOf = (url: string) => parseEnv({ NEXTAUTH_URL: url });
const refused = (host: string | null, url: string) => () => {
  refuseUnknownHost(host, envOf(url));
};

describe('refuseUnknownHost', () => {
  it('knows this machine by all its names, on its port only', () => {
    const url = 'http://127.0.0.1:3000';
    for (const host of ['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST:3000', '[::1]:3000']) {
      expect(refused(host, url), host).not.toThrow();
    }
    for (const host of [
      null,
      '',
      'localhost',
      'localhost:3001',
      'evil.example',
      'x.localhost:3000',
    ]) {
      expect(refused(host, url), String(host)).toThrow('NEXTAUTH_URL');
    }
  });

  it('knows a public address by itself only', () => {
    const url = 'https://keys.example.com';
    expect(refused('keys.example.com', url)).not.toThrow();
    for (const host of [
      'localhost:3000',
      '127.0.0.1',
      'evil.keys.example.com',
      'keys.example.com:80',
    ]) {
      expect(refused(host, url), host).toThrow();
    }
  });
});

describe('beyond this machine without https', () => {
  const bound = { LATCHKEY_HOST: '0.0.0.0' };

  it('an unknown host is told why sign-in is off', () => {
    const open =
      (host: string, more: Record<string, string> = {}) =>
      () => {
        refuseUnknownHost(host, parseEnv({ ...bound, ...more }));
      };
    expect(open('192.168.1.5:3000')).toThrow('LATCHKEY_HOST=127.0.0.1');
    const https = { NEXTAUTH_URL: 'https://keys.example.com' };
    expect(open('192.168.1.5:3000', https)).toThrow('https://keys.example.com');
    expect(open('192.168.1.5:3000', https)).not.toThrow('Sign-in is off');
    expect(open('localhost:3000')).not.toThrow();
  });

  it('takes no key', () => {
    expect(() => {
      refuseInsecureBind(parseEnv(bound));
    }).toThrow('without https');
    expect(() => {
      refuseInsecureBind(parseEnv({}));
    }).not.toThrow();
  });
});

describe('refuseForeignOrigin', () => {
  const ask = (origin: string | null) => () => {
    const headers = new Headers({
      host: 'keys.example.com',
      ...(origin === null ? {} : { origin }),
    });
    const request = new Request('http://127.0.0.1/x', { method: 'POST', headers });
    refuseForeignOrigin(request, envOf('https://keys.example.com'));
  };

  it('takes a page of ours and nothing else', () => {
    expect(ask('https://keys.example.com')).not.toThrow();
    for (const origin of [null, 'null', 'http://keys.example.com', 'https://evil.example', '']) {
      expect(ask(origin), String(origin)).toThrow('nothing was changed');
    }
  });
});
