ALTER TABLE "audit_members" ADD COLUMN "kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "key_lists" text;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "service_accounts" integer DEFAULT 0 NOT NULL;