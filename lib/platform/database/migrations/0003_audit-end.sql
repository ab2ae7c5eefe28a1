ALTER TABLE "audits" ADD COLUMN "observed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "plan_checks_pending" boolean DEFAULT false NOT NULL;