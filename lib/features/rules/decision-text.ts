import { storableText } from '@/lib/domain/core';

/** Control and text-direction characters, except line breaks and tabs. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Cleans an owner's text for storage and display: no invisible characters. */
export function decisionText(text: string): string {
  return storableText(text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, ' ')).trim();
}
