import { storableText } from '@/lib/platform/database';

/** Control and direction characters; a line break and a tab are a writer's own. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** What an owner wrote, fit to be kept and shown: nothing in it that cannot be seen. */
export function decisionText(text: string): string {
  return storableText(text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, ' ')).trim();
}
