/* Programs could store settings and plans of an organization that was not on record. What was stored
   after the organization was last deleted is kept, and the organization put on record. */
INSERT INTO "organizations" ("id", "name", "created_at")
SELECT r.organization_id, coalesce(max(r.name), r.organization_id), min(r.at)
FROM (
  SELECT organization_id, organization_name AS name, created_at AS at FROM "audits"
  UNION ALL SELECT organization_id, organization_name, created_at FROM "sessions"
  UNION ALL SELECT organization_id, NULL, created_at FROM "rule_settings"
  UNION ALL SELECT organization_id, NULL, "at" FROM "used_by_decisions"
  UNION ALL SELECT organization_id, NULL, created_at FROM "exceptions"
  UNION ALL SELECT organization_id, NULL, created_at FROM "replacements"
) r
WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = r.organization_id)
  AND NOT EXISTS (
    SELECT FROM "activity" a
    WHERE a.organization_id = r.organization_id AND a.action = 'organization-data-deleted'
      AND a.at >= r.at)
GROUP BY r.organization_id;
--> statement-breakpoint
/* What a deletion left behind. */
DELETE FROM "audits" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "sessions" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "exceptions" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "rule_settings" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "used_by_decisions" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "findings" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "organization_parts" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "replacements" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "replacement_keys" t WHERE NOT EXISTS (SELECT FROM "organizations" o WHERE o.id = t.organization_id);
--> statement-breakpoint
DELETE FROM "replacement_keys" t WHERE NOT EXISTS (SELECT FROM "replacements" r WHERE r.id = t.replacement_id);
--> statement-breakpoint
DELETE FROM "audit_changes" t WHERE NOT EXISTS (SELECT FROM "audits" a WHERE a.id = t.audit_id);
--> statement-breakpoint
DELETE FROM "audit_findings" t WHERE NOT EXISTS (SELECT FROM "audits" a WHERE a.id = t.audit_id);
--> statement-breakpoint
DELETE FROM "audit_keys" t WHERE NOT EXISTS (SELECT FROM "audits" a WHERE a.id = t.audit_id);
--> statement-breakpoint
DELETE FROM "audit_members" t WHERE NOT EXISTS (SELECT FROM "audits" a WHERE a.id = t.audit_id);
--> statement-breakpoint
DELETE FROM "audit_service_tokens" t WHERE NOT EXISTS (SELECT FROM "audits" a WHERE a.id = t.audit_id);
--> statement-breakpoint
ALTER TABLE "audit_changes" ADD CONSTRAINT "audit_changes_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_keys" ADD CONSTRAINT "audit_keys_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_members" ADD CONSTRAINT "audit_members_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_service_tokens" ADD CONSTRAINT "audit_service_tokens_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "audits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_settings" ADD CONSTRAINT "rule_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "used_by_decisions" ADD CONSTRAINT "used_by_decisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_parts" ADD CONSTRAINT "organization_parts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_keys" ADD CONSTRAINT "replacement_keys_replacement_id_replacements_id_fk" FOREIGN KEY ("replacement_id") REFERENCES "replacements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_keys" ADD CONSTRAINT "replacement_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacements" ADD CONSTRAINT "replacements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_by_organization" ON "sessions" USING btree ("organization_id");