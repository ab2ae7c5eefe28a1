import type { KeyRow } from '@/lib/contract';
import { personLabel } from '@/lib/domain/core';

/** The display name of a key's holder: email, or else name, or else id. */
export function holderLabel(key: KeyRow): string {
  return personLabel({
    email: key.user_email,
    givenName: key.user_given_name,
    familyName: key.user_family_name,
    id: key.user_id,
  });
}
