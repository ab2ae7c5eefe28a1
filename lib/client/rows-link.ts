import type { RuleId, SubjectType } from '@/lib/domain/core';

type Filters = Readonly<Record<string, string | readonly string[] | undefined>>;

const search = (filters: Filters): string => {
  const parts = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeValues(value)}`],
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

const encodeValues = (value: string | readonly string[]): string =>
  (typeof value === 'string' ? [value] : value).map(encodeURIComponent).join(',');

/** A link to the keys screen with these filters. */
export const keysLink = (filters: Filters = {}): string => `/keys${search(filters)}`;

/** A link to the service tokens screen with these filters. */
export const serviceTokensLink = (filters: Filters = {}): string =>
  `/service-tokens${search(filters)}`;

/** A link to the members screen with these filters. */
export const membersLink = (filters: Filters = {}): string => `/members${search(filters)}`;

/** A link to the workloads screen with these filters. */
export const workloadsLink = (filters: Filters = {}): string => `/workloads${search(filters)}`;

/** A link to the rows that a rule flags. Findings about the organization are on its audits. */
export const findingsLink = (rule: RuleId, subject: SubjectType): string =>
  ({
    key: keysLink({ rule }),
    'service-token': serviceTokensLink({ rule }),
    member: membersLink({ rule }),
    organization: '/audits',
  })[subject];
