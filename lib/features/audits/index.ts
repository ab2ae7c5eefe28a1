export { findingId } from './judge/finding-id';
export { inTurns } from './judge/in-turns';
export { getAudit, readAuditVersion, requireAudit, noSuchAudit } from './read/get-audit';
export { getOverview } from './read/get-overview';
export { evaluateAudit } from './judge/evaluate-audit';
export { loadDecisions, loadSettings, type SavedSettings } from './judge/load-settings';
export {
  judgeAgain,
  markStale,
  organizationsToReEvaluate,
  reEvaluateStale,
} from './judge/judge-again';
export { findLatestAudit, latestAudit } from './read/latest-audit';
export { observedAt } from './read/observed-at';
export { keptCounts } from './read/kept-counts';
export { listAudits } from './read/list-audits';
export { listChanges } from './read/list-changes';
export { readFindingsOf, readResolvedFindings } from './read/finding-details';
export { setSettingsPageCount } from './read/set-settings-page-count';
export { streamFindings } from './read/stream-findings';
export type { AuditRow } from './read/to-wire';
export { startAuditWorker } from './run/audit-worker';
export { createMemberCount, type CountMembers } from './read/members-to-impersonate';
export { readAccess } from './read/read-access';
export { cancelAudit } from './run/cancel-audit';
export { dropOldCredentials, openCredential } from './run/credential';
export { resumeAudit } from './run/resume-audit';
export type { AuditDependencies } from './run/audit-dependencies';
export { runAudit } from './run/run-audit';
export { startAudit } from './run/start-audit';
