const made = Symbol('html');

/** Markup in which every value is escaped. Only {@link html} makes it. */
export type Html = { readonly [made]: string };

type Value = Html | string | number | readonly Html[];

/** Template tag that escapes every value, except markup that it made itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = parts.map((part, at) => {
    const value = values[at];
    return value === undefined ? part : part + markupOf(value);
  });
  return { [made]: text.join('') };
}

/** Markup of nothing. */
export const nothing = html``;

export function textOf(markup: Html): string {
  return markup[made];
}

function markupOf(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return isList(value) ? value.map(textOf).join('') : textOf(value);
}

function isList(value: Html | readonly Html[]): value is readonly Html[] {
  return Array.isArray(value);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attributes. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
