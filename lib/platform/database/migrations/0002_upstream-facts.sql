ALTER TABLE "audit_keys" ADD COLUMN "created_raw" text;--> statement-breakpoint
ALTER TABLE "audit_keys" ADD COLUMN "expires_raw" text;--> statement-breakpoint
ALTER TABLE "audit_members" ADD COLUMN "list_ended_early" boolean;--> statement-breakpoint
ALTER TABLE "audit_members" ADD COLUMN "last_active_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_service_tokens" ADD COLUMN "created_raw" text;--> statement-breakpoint
ALTER TABLE "audit_service_tokens" ADD COLUMN "expires_raw" text;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "lists_ended_early" integer;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "short_pages_continue" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "audit_keys" SET "created_raw" = to_char("created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "created_at" = NULL WHERE "created_at" < '2000-01-01T00:00:00Z';--> statement-breakpoint
UPDATE "audit_keys" t SET "created_raw" = to_char(t."created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "created_at" = NULL FROM "audits" a WHERE a."id" = t."audit_id" AND t."created_at" > coalesce(a."finished_at", a."created_at") + interval '1 day';--> statement-breakpoint
UPDATE "audit_keys" SET "expires_raw" = to_char("expires_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "expires_at" = NULL, "expiry_kind" = 'unknown' WHERE "expires_at" < '2000-01-01T00:00:00Z';--> statement-breakpoint
UPDATE "audit_service_tokens" SET "created_raw" = to_char("created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "created_at" = NULL WHERE "created_at" < '2000-01-01T00:00:00Z';--> statement-breakpoint
UPDATE "audit_service_tokens" t SET "created_raw" = to_char(t."created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "created_at" = NULL FROM "audits" a WHERE a."id" = t."audit_id" AND t."created_at" > coalesce(a."finished_at", a."created_at") + interval '1 day';--> statement-breakpoint
UPDATE "audit_service_tokens" SET "expires_raw" = to_char("expires_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "expires_at" = NULL, "expiry_kind" = 'unknown' WHERE "expires_at" < '2000-01-01T00:00:00Z';
