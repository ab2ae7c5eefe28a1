/** The most keys that one request revokes: each takes several calls to Braintrust in sequence. */
export const MOST_REVOCATIONS = 50;

/**
 * The text to type to confirm a key: its name without invisible and control characters, or its
 * preview if nothing of the name is left. Browser and server both compare this form.
 */
export function confirmationText(key: { name: string; preview: string }): string {
  return typeable(key.name) || typeable(key.preview);
}

/** Whether `typed` confirms the key. A key with nothing to type can't be confirmed. */
export function isConfirmed(key: { name: string; preview: string }, typed: string): boolean {
  const wanted = confirmationText(key);
  return wanted !== '' && typeable(typed) === wanted;
}

function typeable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
