DROP TABLE "resolved_findings" CASCADE;--> statement-breakpoint
DROP TABLE "unassessed_findings" CASCADE;--> statement-breakpoint
ALTER TABLE "audit_findings" DROP COLUMN "opened_at";--> statement-breakpoint
ALTER TABLE "audit_findings" DROP COLUMN "reopened_at";