export type { AuditHandler, AuditJob } from './audit-jobs';
export type { QueueDatabase, QueueExecutor } from './queue-database';
export type { RetentionHandler } from './retention-jobs';
export { startQueue, type Queue } from './start-queue';
