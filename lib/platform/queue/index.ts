export type { AuditJob } from './audit-jobs';
export { startQueue, type Queue } from './start-queue';
