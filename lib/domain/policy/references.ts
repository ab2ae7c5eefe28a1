import type { Reference } from './types';

const OWASP = 'https://owasp.org/www-project-non-human-identities-top-10/2025/top-10-2025';
const reference = (name: string, url: string | null = null): Reference => ({ name, url });

/** The controls of published standards that the rules are based on. */
export const REFERENCES = {
  owaspOffboarding: reference('OWASP NHI1:2025 Improper offboarding', OWASP),
  owaspOverprivileged: reference('OWASP NHI5:2025 Overprivileged NHI', OWASP),
  owaspLongLived: reference('OWASP NHI7:2025 Long-lived secrets', OWASP),
  owaspReuse: reference('OWASP NHI9:2025 NHI reuse', OWASP),
  owaspHumanUse: reference('OWASP NHI10:2025 Human use of NHI', OWASP),
  cisOneActiveKey: reference('CIS AWS Foundations v5 1.12 One active access key'),
  cisRotate: reference('CIS AWS Foundations v5 1.13 Rotate keys every 90 days'),
  soc2Access: reference('SOC 2 CC6.1 Logical access'),
  soc2Lifecycle: reference('SOC 2 CC6.2 Granting and removing access'),
  soc2LeastPrivilege: reference('SOC 2 CC6.3 Least privilege'),
  isoInventory: reference('ISO 27001 A.5.9 Inventory of assets'),
  isoIdentity: reference('ISO 27001 A.5.16 Identity management'),
  isoAccessRights: reference('ISO 27001 A.5.18 Access rights'),
  isoPrivileged: reference('ISO 27001 A.8.2 Privileged access rights'),
  pciSystemAccounts: reference('PCI DSS 4.0 8.6.3 Secrets of application and system accounts'),
} as const;
