import type { Rule } from '../define-rule';
import { expiredKeyStillListed } from './expired-key-still-listed';
import { expiresSoon } from './expires-soon';
import { holderNotAMember } from './holder-not-a-member';
import { keyNotBoundToOrganization } from './key-not-bound-to-organization';
import { memberNotAudited } from './member-not-audited';
import { neverExpires } from './never-expires';
import { oldKey } from './old-key';
import { sameKeyNameAcrossMembers } from './same-key-name-across-members';
import { severalKeysPerMember } from './several-keys-per-member';
import { vagueOrDuplicateName } from './vague-or-duplicate-name';
import { workloadOnPersonalKey } from './workload-on-personal-key';

/** Every rule, in the order of `RULE_IDS`. */
export const RULES: readonly Rule[] = Object.freeze([
  workloadOnPersonalKey,
  sameKeyNameAcrossMembers,
  keyNotBoundToOrganization,
  holderNotAMember,
  expiredKeyStillListed,
  oldKey,
  neverExpires,
  expiresSoon,
  severalKeysPerMember,
  vagueOrDuplicateName,
  memberNotAudited,
]);
