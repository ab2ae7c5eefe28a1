export { getAudit, requireAudit } from './get-audit';
export { getOverview } from './get-overview';
export { findLatestAudit, latestAudit } from './latest-audit';
export { listAudits } from './list-audits';
export { listChanges } from './list-changes';
export { setSettingsPageCount } from './set-settings-page-count';
export { streamFindings, toWireFinding } from './stream-findings';
export { isResumable, toWireAudit, type AuditRow } from './to-wire';
