import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '@/components/guides/sources';
import { guideSections } from './guide-text';
import { findGuide, GUIDES } from './guides';

const FOLDER = 'content/guides';
const read = (slug: string) => readFileSync(`${FOLDER}/${slug}.mdx`, 'utf8');
const sourcesOf = (slug: string) =>
  [...read(slug).matchAll(/source="([^"]+)"/g)].flatMap(([, ids]) => ids?.split(' ') ?? []);

describe('guides', () => {
  it('have a file each, and each file is a guide', () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.mdx$/, ''));
    expect(files.sort()).toEqual(GUIDES.map(({ slug }) => slug).sort());
    expect(findGuide('../secrets')).toBeUndefined();
  });

  describe.each(GUIDES.map((guide) => [guide.slug, guide] as const))('%s', (slug, guide) => {
    it('links only to guides and screens that exist', () => {
      for (const [, linked] of read(slug).matchAll(/\/guides\/([a-z0-9-]+)/g)) {
        expect(findGuide(linked ?? ''), linked).toBeDefined();
      }
      for (const [, screen] of read(slug).matchAll(/\]\(\/([a-z-]+)/g)) {
        expect(['guides', 'keys', 'members', 'service-tokens', 'replacements']).toContain(screen);
      }
    });

    it('names the source of every step, and those in its front matter', () => {
      const steps = [...read(slug).matchAll(/<(?:Step|Question)\b([^>]*)>/g)].map(
        ([, attributes]) => attributes,
      );
      for (const attributes of steps) expect(attributes).toMatch(/source=/);
      expect(steps.length).toBeGreaterThan(0);
      expect([...new Set(sourcesOf(slug))].sort()).toEqual([...guide.sources].sort());
      for (const source of guide.sources) expect(Object.keys(SOURCES)).toContain(source);
    });

    it('has every heading once, so that each can be linked to, and holds no key', () => {
      const headings = guideSections(read(slug)).map(({ heading }) => heading);
      expect(new Set(headings).size).toBe(headings.length);
      expect(read(slug)).not.toMatch(/\b(sk|bt-st)-[A-Za-z0-9]{6}/);
    });
  });
});
