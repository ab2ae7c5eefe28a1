import type { KeyRow } from '@/lib/contract';
import { personLabel } from './person';

/** What the holder of a key is called: e-mail address, else name, else id. */
export function holderLabel(key: KeyRow): string {
  return personLabel({
    email: key.user_email,
    givenName: key.user_given_name,
    familyName: key.user_family_name,
    id: key.user_id,
  });
}
