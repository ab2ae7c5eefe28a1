DROP INDEX "audit_keys_sorted_by_priority";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_severity";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_verdict";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_name";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_holder";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_used_by";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_access";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_projects_reached";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_created";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_expires_at";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_first_seen_at";--> statement-breakpoint
DROP INDEX "audit_keys_sorted_by_state";--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "history_pending" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_priority" ON "audit_keys" USING btree ("audit_id","priority","key_id") WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_severity" ON "audit_keys" USING btree ("audit_id",array_position(array['critical', 'high', 'medium', 'low', 'info']::text[], "severity"),coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_verdict" ON "audit_keys" USING btree ("audit_id",array_position(array['replace', 'revoke', 'ask-holder', 'rotate', 'ok']::text[], "verdict"),coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_name" ON "audit_keys" USING btree ("audit_id",lower(left("name", 200)) collate "C",coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_holder" ON "audit_keys" USING btree ("audit_id",lower(left(coalesce("holder_email", nullif(case when "holder_given_name" is null then "holder_family_name" when "holder_family_name" is null then "holder_given_name" else "holder_given_name" || ' ' || "holder_family_name" end, '')), 200)) collate "C",coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_used_by" ON "audit_keys" USING btree ("audit_id",array_position(array['workload', 'person', 'unclear']::text[], "used_by"),coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_access" ON "audit_keys" USING btree ("audit_id",array_position(array['owner', 'access-admin', 'writes-everywhere', 'reads-everywhere', 'some-projects', 'none']::text[], "access"),coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_projects_reached" ON "audit_keys" USING btree ("audit_id","projects_reached" desc,coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_created" ON "audit_keys" USING btree ("audit_id","created_at",coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_expires_at" ON "audit_keys" USING btree ("audit_id","expires_at",coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_first_seen_at" ON "audit_keys" USING btree ("audit_id","first_seen_at" desc,coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');--> statement-breakpoint
CREATE INDEX "audit_keys_sorted_by_state" ON "audit_keys" USING btree ("audit_id",array_position(array['seen', 'not-seen', 'holder-left', 'gone']::text[], "state"),coalesce("priority", 2147483647)) WHERE ("verdict" is not null or "state" <> 'seen');