import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailLink, messageToHolder } from './message';
import { KINDS } from './plan';
import { HOSTILE_NAMES } from './testing/hostile-names';
import { aKey } from './testing/plans';

const about = (facts: Partial<Parameters<typeof messageToHolder>[0]> = {}) =>
  messageToHolder({
    keys: [aKey({ name: 'CI' })],
    kind: 'workload',
    holderName: 'Ada',
    tokenName: 'ci',
    ...facts,
  });

describe('the message to a holder', () => {
  it('names the key, asks for no secret, and does without what is not known', () => {
    expect(about().text).toContain('“CI” (sk-****fake, created Mar 4, 2025)');
    const unknown = about({
      keys: [aKey({ created: null })],
      holderName: null,
      tokenName: null,
    });
    expect(unknown.text).toMatch(/^Hi,\n/);
    expect(unknown.text).not.toMatch(/null|undefined|created/);
    expect(unknown.text).toContain('never share the key itself');
  });

  it.each(KINDS)('to a %s is about one key or 500, in plain text and Markdown', (kind) => {
    const one = about({ kind });
    const many = about({
      kind,
      keys: Array.from({ length: 500 }, (_, at) => aKey({ id: `${at}` })),
    });
    expect(one.subject).toBe('Your Braintrust API key CI');
    expect(many.subject).toBe('Your 500 Braintrust API keys');
    expect(many.text).toContain('- and 480 more');
    for (const text of [one.text, one.markdown, many.text, many.markdown]) {
      expect(text).not.toMatch(/undefined|null|\bthem itself\b/);
    }
  });

  it('is on the lines that it should be, whatever the names', () => {
    const lines = about().text.split('\n').length;
    for (const name of HOSTILE_NAMES) {
      const { text, markdown, subject } = about({
        keys: [aKey({ name, preview: name })],
        holderName: name,
        tokenName: name,
      });
      for (const each of [text, markdown]) {
        expect(each.split('\n')).toHaveLength(lines);
        expect(each).not.toMatch(/(?!\n)\p{C}/u);
      }
      expect(subject).not.toMatch(/\p{C}/u);
    }
  });

  it('in Markdown gives a name no power over the text', () => {
    const { markdown } = about({
      keys: [aKey({ name: '[x](http://evil.test) <img src=x> **b** `c` @all' })],
    });
    expect(markdown).toContain(
      String.raw`**\[x\]\(http://evil\.test\) &lt;img src=x\> \*\*b\*\* \`c\` \@all**`,
    );
  });
});

describe('the mail link', () => {
  it('opens the holder’s mail with the whole message', () => {
    const message = about();
    const { href, whole } = mailLink('ada+x@acme.test', message);
    expect(whole).toBe(true);
    const url = new URL(href);
    expect(decodeURIComponent(url.pathname)).toBe('ada+x@acme.test');
    expect(url.searchParams.get('subject')).toBe(message.subject);
    expect(url.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(message.text);
  });

  it('of a long message asks to paste it', () => {
    const { href, whole } = mailLink('ada@acme.test', { subject: 's', text: 'x'.repeat(3000) });
    expect(whole).toBe(false);
    expect(href.length).toBeLessThan(200);
  });

  it('takes no address or subject for more than it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...HOSTILE_NAMES, 'a@b?bcc=evil@x.test&body=1'),
    );
    fc.assert(
      fc.property(text, text, text, (to, subject, body) => {
        const url = new URL(mailLink(to, { subject, text: body }).href);
        expect(url.protocol).toBe('mailto:');
        expect([...url.searchParams.keys()]).toEqual(['subject', 'body']);
      }),
    );
    expect(mailLink(null, about()).href).toMatch(/^mailto:\?subject=/);
  });
});
