import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findGuide, GUIDES } from './guides';

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
