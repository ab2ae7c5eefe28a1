import 'server-only';
import { readFile } from 'node:fs/promises';
import { perProcess } from '@/lib/domain/core';
import { GUIDES, guideSections, type GuideSection, type GuideSlug } from '@/lib/domain/guides';
import { repositoryPath } from '@/lib/platform/database/repository-path';

const slot = perProcess<{ texts?: Promise<Record<GuideSlug, GuideSection[]>> | undefined }>(
  'guide-texts',
  () => ({}),
);

/** The text of every guide, for the search. Read from disk once. *Errors*: of the file system. */
export function guideTexts(): Promise<Record<GuideSlug, GuideSection[]>> {
  slot.texts ??= readTexts().catch((error: unknown) => {
    slot.texts = undefined;
    throw error;
  });
  return slot.texts;
}

async function readTexts(): Promise<Record<GuideSlug, GuideSection[]>> {
  const entries = await Promise.all(
    GUIDES.map(async ({ slug }) => {
      const mdx = await readFile(repositoryPath(`content/guides/${slug}.mdx`), 'utf8');
      return [slug, guideSections(mdx)] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<GuideSlug, GuideSection[]>;
}
