/** The display name of a person: email, or else name, or else id. */
export function personLabel(person: {
  email: string | null;
  givenName: string | null;
  familyName: string | null;
  id: string;
}): string {
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return person.email ?? (name || person.id);
}
