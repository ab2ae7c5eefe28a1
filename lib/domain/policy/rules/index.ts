import type { Rule } from '../define-rule';
import { accessAdminHeldKey } from './access-admin-held-key';
import { auditedWithAPersonalKey } from './audited-with-a-personal-key';
import { expiredKeyStillListed } from './expired-key-still-listed';
import { expiresSoon } from './expires-soon';
import { holderNotAMember } from './holder-not-a-member';
import { holderOutsideCompanyDomains } from './holder-outside-company-domains';
import { keyNotBoundToOrganization } from './key-not-bound-to-organization';
import { memberNotAudited } from './member-not-audited';
import { neverExpires } from './never-expires';
import { oldKey } from './old-key';
import { ownerHeldKey } from './owner-held-key';
import { sameKeyNameAcrossMembers } from './same-key-name-across-members';
import { serviceAccountPerPerson } from './service-account-per-person';
import { serviceTokenOldOrUnlimited } from './service-token-old-or-unlimited';
import { serviceTokenReachesEveryProject } from './service-token-reaches-every-project';
import { serviceTokenWithOwnerPower } from './service-token-with-owner-power';
import { severalKeysPerMember } from './several-keys-per-member';
import { supersededByServiceToken } from './superseded-by-service-token';
import { vagueOrDuplicateName } from './vague-or-duplicate-name';
import { workloadOnPersonalKey } from './workload-on-personal-key';
import { writesInEveryProject } from './writes-in-every-project';

/** Every rule, in the order of `RULE_IDS`. */
export const RULES: readonly Rule[] = Object.freeze([
  workloadOnPersonalKey,
  sameKeyNameAcrossMembers,
  keyNotBoundToOrganization,
  supersededByServiceToken,
  holderNotAMember,
  expiredKeyStillListed,
  ownerHeldKey,
  accessAdminHeldKey,
  writesInEveryProject,
  oldKey,
  neverExpires,
  expiresSoon,
  severalKeysPerMember,
  vagueOrDuplicateName,
  holderOutsideCompanyDomains,
  serviceTokenWithOwnerPower,
  serviceTokenReachesEveryProject,
  serviceTokenOldOrUnlimited,
  serviceAccountPerPerson,
  memberNotAudited,
  auditedWithAPersonalKey,
]);
