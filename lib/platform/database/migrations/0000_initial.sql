CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"audit_id" uuid,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_changes" (
	"audit_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"preview" text NOT NULL,
	"holder_id" text NOT NULL,
	"holder_email" text,
	"fields" jsonb NOT NULL,
	CONSTRAINT "audit_changes_audit_id_key_id_pk" PRIMARY KEY("audit_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "audit_findings" (
	"audit_id" uuid NOT NULL,
	"id" text NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_name" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"reopened_at" timestamp (3) with time zone,
	"exception_id" uuid,
	"exception_until" timestamp (3) with time zone,
	CONSTRAINT "audit_findings_audit_id_id_pk" PRIMARY KEY("audit_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_keys" (
	"audit_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"name" text NOT NULL,
	"preview" text NOT NULL,
	"holder_id" text NOT NULL,
	"holder_email" text,
	"holder_given_name" text,
	"holder_family_name" text,
	"bound_organization_id" text,
	"created_at" timestamp (3) with time zone,
	"expiry_kind" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"verdict" text,
	"used_by" text,
	"used_by_signals" jsonb,
	"severity" text,
	"verdict_rank" smallint DEFAULT 9 NOT NULL,
	"severity_rank" smallint DEFAULT 9 NOT NULL,
	"access" text DEFAULT 'unknown' NOT NULL,
	"projects_reached" integer,
	"overruled" boolean DEFAULT false NOT NULL,
	"exception_until" timestamp (3) with time zone,
	"findings" text[] DEFAULT '{}'::text[] NOT NULL,
	"not_assessed" jsonb,
	"recommendation" text,
	CONSTRAINT "audit_keys_audit_id_key_id_pk" PRIMARY KEY("audit_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "audit_members" (
	"audit_id" uuid NOT NULL,
	"member_id" text NOT NULL,
	"position" integer NOT NULL,
	"email" text,
	"given_name" text,
	"family_name" text,
	"state" text NOT NULL,
	"reason" text,
	"via" text,
	"keys" integer,
	"owner" boolean,
	"access" text DEFAULT 'unknown' NOT NULL,
	"projects_reached" integer,
	"every_project" boolean,
	"roster" text DEFAULT 'present' NOT NULL,
	"foreign_keys" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp (3) with time zone,
	"audited_at" timestamp (3) with time zone,
	CONSTRAINT "audit_members_audit_id_member_id_pk" PRIMARY KEY("audit_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "audit_service_tokens" (
	"audit_id" uuid NOT NULL,
	"token_id" text NOT NULL,
	"name" text NOT NULL,
	"preview" text NOT NULL,
	"service_account_id" text,
	"service_account_name" text,
	"bound_organization_id" text,
	"created_at" timestamp (3) with time zone,
	"expiry_kind" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"access" text DEFAULT 'unknown' NOT NULL,
	"projects_reached" integer,
	"every_project" boolean,
	"reach_unknown_why" text,
	"severity" text,
	"findings" text[] DEFAULT '{}'::text[] NOT NULL,
	"not_assessed" jsonb,
	"supersedes" integer DEFAULT 0 NOT NULL,
	"superseded_keys" text[] DEFAULT '{}'::text[] NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	CONSTRAINT "audit_service_tokens_audit_id_token_id_pk" PRIMARY KEY("audit_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "audits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"organization_name" text NOT NULL,
	"parent_id" uuid,
	"members_again" jsonb,
	"previous_id" uuid,
	"status" text NOT NULL,
	"reason" text,
	"reason_detail" text,
	"started_by" text NOT NULL,
	"idempotency_key" text,
	"strategy_asked" text NOT NULL,
	"strategy" text,
	"strategy_why" text,
	"confirmed" boolean DEFAULT true NOT NULL,
	"organization_wide_list" boolean DEFAULT false NOT NULL,
	"context" jsonb,
	"caller_kind" text,
	"roster_at" timestamp (3) with time zone,
	"cancel_requested_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"sealed_credential" text,
	"credential_expires_at" timestamp (3) with time zone,
	"members_total" integer DEFAULT 0 NOT NULL,
	"members_audited" integer DEFAULT 0 NOT NULL,
	"members_blocked" integer DEFAULT 0 NOT NULL,
	"members_failed" integer DEFAULT 0 NOT NULL,
	"keys_seen" integer DEFAULT 0 NOT NULL,
	"keys_not_seen" integer DEFAULT 0 NOT NULL,
	"foreign_keys_left_out" integer DEFAULT 0 NOT NULL,
	"verdict_counts" jsonb,
	"severity_counts" jsonb,
	"change_counts" jsonb,
	"not_assessed" jsonb,
	"calls" jsonb,
	"settings_version" integer DEFAULT 1 NOT NULL,
	"evaluated_at" timestamp (3) with time zone,
	"evaluation_valid_until" timestamp (3) with time zone,
	"evaluation_stale" boolean DEFAULT false NOT NULL,
	"settings_page_count" integer
);
--> statement-breakpoint
CREATE TABLE "exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"rule" text NOT NULL,
	"scope" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_name" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retention_days" integer DEFAULT 400 NOT NULL,
	"revoking_enabled_at" timestamp (3) with time zone,
	"revoking_enabled_by" text
);
--> statement-breakpoint
CREATE TABLE "rule_settings" (
	"organization_id" text NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "rule_settings_organization_id_version_pk" PRIMARY KEY("organization_id","version")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"organization_name" text NOT NULL,
	"user_id" text,
	"user_email" text,
	"sealed_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "used_by_decisions" (
	"organization_id" text NOT NULL,
	"key_id" text NOT NULL,
	"used_by" text NOT NULL,
	"note" text NOT NULL,
	"author" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "used_by_decisions_organization_id_key_id_pk" PRIMARY KEY("organization_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "organization_parts" (
	"organization_id" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "organization_parts_organization_id_kind_hash_pk" PRIMARY KEY("organization_id","kind","hash")
);
--> statement-breakpoint
CREATE TABLE "resolved_findings" (
	"organization_id" text NOT NULL,
	"finding_id" text NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_name" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone NOT NULL,
	"audit_id" uuid NOT NULL,
	CONSTRAINT "resolved_findings_organization_id_finding_id_audit_id_pk" PRIMARY KEY("organization_id","finding_id","audit_id")
);
--> statement-breakpoint
CREATE TABLE "unassessed_findings" (
	"organization_id" text NOT NULL,
	"finding_id" text NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_name" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"reopened_at" timestamp (3) with time zone,
	CONSTRAINT "unassessed_findings_organization_id_finding_id_pk" PRIMARY KEY("organization_id","finding_id")
);
--> statement-breakpoint
CREATE TABLE "replacement_keys" (
	"replacement_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"organization_id" text NOT NULL,
	CONSTRAINT "replacement_keys_replacement_id_key_id_pk" PRIMARY KEY("replacement_id","key_id")
);
--> statement-breakpoint
CREATE TABLE "replacements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"title" text NOT NULL,
	"plan" jsonb NOT NULL,
	"state" jsonb NOT NULL,
	"stage" text NOT NULL,
	"keys_total" integer NOT NULL,
	"keys_gone" integer NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"last_change" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "activity_by_organization" ON "activity" USING btree ("organization_id","at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "audit_keys_by_holder" ON "audit_keys" USING btree ("audit_id","holder_id");--> statement-breakpoint
CREATE INDEX "audit_keys_by_key" ON "audit_keys" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "audits_by_organization" ON "audits" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "audits_one_running" ON "audits" USING btree ("organization_id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "audits_idempotency" ON "audits" USING btree ("organization_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "exceptions_by_organization" ON "exceptions" USING btree ("organization_id","until");--> statement-breakpoint
CREATE INDEX "sessions_expires_at" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "resolved_findings_by_subject" ON "resolved_findings" USING btree ("organization_id","subject_type","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "replacement_keys_once" ON "replacement_keys" USING btree ("organization_id","key_id");--> statement-breakpoint
CREATE INDEX "replacements_by_organization" ON "replacements" USING btree ("organization_id","updated_at" DESC NULLS FIRST);