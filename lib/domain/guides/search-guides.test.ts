import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guideSections, headingAnchor, type GuideSection } from './guide-text';
import { GUIDES, type GuideSlug } from './guides';
import { searchGuides } from './search-guides';

const texts = Object.fromEntries(
  GUIDES.map(({ slug }) => [
    slug,
    guideSections(readFileSync(`content/guides/${slug}.mdx`, 'utf8')),
  ]),
) as Record<GuideSlug, GuideSection[]>;
const slugs = (query: string) => searchGuides(query, texts).map(({ guide }) => guide.slug);

describe('the text of a guide', () => {
  it('is plain, and has its parts under their headings', () => {
    const mdx = [
      'Before **all** of it.',
      '<Steps label="x">',
      '<Step title="Find it" source="a b">',
      'Open <Settings page="groups">Settings, Groups</Settings>, see [a guide](/guides/x).',
      '```bash',
      'git grep -n A_B',
      '```',
      '</Step>',
      '</Steps>',
      '<Question title="Is it?" credential="A token" source="a" last>',
      'Say _yes_.',
      '</Question>',
      '## After',
      '- One',
    ].join('\n');
    expect(guideSections(mdx)).toEqual([
      { heading: null, text: 'Before all of it.' },
      {
        heading: 'Find it',
        text: 'Open Settings, Groups, see a guide.\ngit grep -n A_B',
      },
      { heading: 'Is it?', text: 'A token. Say yes.' },
      { heading: 'After', text: 'One' },
    ]);
    expect(headingAnchor('The keys were for people: let them…')).toBe(
      'the-keys-were-for-people-let-them',
    );
  });

  it('of every real guide has no mark-up left', () => {
    for (const section of Object.values(texts).flat())
      expect(`${section.heading ?? ''} ${section.text}`).not.toMatch(/<\/?[A-Z]|```|\]\(|source=/);
  });
});

describe('a search of the guides', () => {
  it.each<[query: string, slug: string]>([
    ['403', 'keys-for-others-403'],
    ['expir', 'keys-that-never-expire'],
    ['LEAVER', 'offboard-a-holder'],
    ['self-hosted', 'self-hosted-data-plane'],
    ['rotate kubern', 'swap-the-secret'],
  ])('for %j finds %s first', (query, slug) => {
    expect(slugs(query)[0]).toBe(slug);
  });

  it.each(GUIDES)('finds $slug first by its title', ({ slug, title }) => {
    expect(slugs(title)[0]).toBe(slug);
  });

  it('finds words that only the text has, and says where', () => {
    const [hit] = searchGuides('rollout restart', texts);
    expect(hit?.guide.slug).toBe('swap-the-secret');
    expect(hit?.section?.heading).toBe('Update Kubernetes');
    expect(hit?.section?.sentence).toContain('kubectl rollout restart');
    expect(hit?.section?.sentence.length).toBeLessThanOrEqual(200);
  });

  it('shows the place of a word that is neither in title nor summary', () => {
    const sectionOf = (query: string) => searchGuides(query, texts)[0]?.section;
    expect(sectionOf('docker')?.heading).toBe('Update Docker Compose and .env files');
    expect(sectionOf('docker')?.sentence).toBe('docker compose up -d --force-recreate SERVICE');
    expect(sectionOf('outage')).toBeNull();
  });

  it('puts a guide on the matter before one that mentions it', () => {
    const found = slugs('impersonation');
    expect(found[0]).toBe('keys-for-others-403');
    expect(found).toContain('self-hosted-data-plane');
  });

  it('needs every word, and finds all for none', () => {
    expect(slugs('kubernetes zeppelin')).toEqual([]);
    expect(searchGuides('  ', texts)).toEqual(GUIDES.map((guide) => ({ guide, section: null })));
  });
});
