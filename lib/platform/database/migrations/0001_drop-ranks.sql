ALTER TABLE "audit_keys" DROP COLUMN "verdict_rank";--> statement-breakpoint
ALTER TABLE "audit_keys" DROP COLUMN "severity_rank";