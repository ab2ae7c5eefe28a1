/** Most keys that one request revokes: each takes several calls, one after the other. */
export const MOST_REVOCATIONS = 50;

/**
 * What has to be typed to confirm a key: its name as it looks, without what nobody can type or see;
 * the preview where no name is left. Both sides are compared in this form.
 */
export function confirmationText(key: { name: string; preview: string }): string {
  return typeable(key.name) || typeable(key.preview);
}

/** Whether that was typed. A key without anything to type cannot be confirmed. */
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
