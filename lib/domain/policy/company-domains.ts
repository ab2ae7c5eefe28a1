/**
 * Whether an email address is known to be outside the company's domains. `false` if that isn't known: no
 * domains are set, or the address is missing or has no readable domain.
 */
export function isOutside(email: string | null, domains: readonly string[]): boolean {
  const domain = email === null ? null : domainOf(email);
  if (domain === null || domains.length === 0) return false;
  return !domains.some((company) => company.toLowerCase() === domain);
}

/** The part after the last @, in lower case and without the trailing dot of the DNS root. */
export function domainOf(email: string): string | null {
  const at = email.lastIndexOf('@');
  const domain = email
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '');
  return at < 1 || domain === '' ? null : domain;
}
