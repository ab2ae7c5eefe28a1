type Names = { givenName: string | null; familyName: string | null };

/** The display name of a person: email, or else name, or else id. */
export function personLabel(person: Names & { id: string; email: string | null }): string {
  return person.email ?? (personName(person.givenName, person.familyName) || person.id);
}

/** Joins a person's given and family name; empty if neither is known. */
export function personName(givenName: string | null, familyName: string | null): string {
  return [givenName, familyName].filter(Boolean).join(' ');
}
