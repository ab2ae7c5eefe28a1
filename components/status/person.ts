/** What a member is called: e-mail address, else name, else id. */
export function personLabel(person: {
  email: string | null;
  givenName: string | null;
  familyName: string | null;
  id: string;
}): string {
  const name = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return person.email ?? (name || person.id);
}
