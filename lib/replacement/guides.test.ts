import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findGuide, GUIDES, holderMessage, suggestTokenName } from './guides';

const FOLDER = 'content/guides';
const read = (slug: string) => readFileSync(`${FOLDER}/${slug}.mdx`, 'utf8');

describe('guides', () => {
  it('have a file each, and each file is a guide', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.mdx$/, ''));
    expect(files.sort()).toEqual(GUIDES.map(({ slug }) => slug).sort());
    expect(findGuide('../secrets')).toBeUndefined();
  });

  it.each(GUIDES.map(({ slug }) => slug))('%s links only to guides that exist', (slug) => {
    for (const [, linked] of read(slug).matchAll(/\/guides\/([a-z-]+)/g)) {
      expect(findGuide(linked ?? ''), linked).toBeDefined();
    }
  });

  it.each(GUIDES.map(({ slug }) => slug))('every step of %s names its source', (slug) => {
    const steps = [...read(slug).matchAll(/<Step\b([^>]*)>/g)].map(([, attributes]) => attributes);
    for (const attributes of steps) expect(attributes).toMatch(/source=/);
    expect(steps.length > 0 || slug === 'which-credential').toBe(true);
  });
});

describe('the suggested name of a token', () => {
  it.each([
    ['CI prod ingest key', 'ci-prod-ingest'],
    ['Künstler_API-Token', 'kunstler'],
    ['my key', null],
    ['🔑', null],
    ['ключ ingest', 'ключ-ingest'],
    ['a'.repeat(300), 'a'.repeat(48)],
  ])('of %j is %j', (name, suggested) => {
    expect(suggestTokenName(name)).toBe(suggested);
  });
});

describe('the message to a holder', () => {
  it('names the key, asks for no secret, and does without what is not known', () => {
    const known = {
      name: 'CI',
      preview: 'sk-****fake',
      created: '2025-03-04T00:00:00.000Z',
      holderName: 'Ada',
    };
    expect(holderMessage(known)).toContain('“CI” (sk-****fake, made on 2025-03-04)');
    const unknown = holderMessage({ ...known, created: null, holderName: null });
    expect(unknown).toMatch(/^Hello,\n/);
    expect(unknown).not.toMatch(/null|undefined|made on/);
    expect(unknown).toContain('never send the key itself');
  });
});
