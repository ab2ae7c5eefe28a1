ALTER TABLE "audit_keys" ADD COLUMN "workload" text;--> statement-breakpoint
ALTER TABLE "audit_keys" ADD COLUMN "priority" integer;--> statement-breakpoint
ALTER TABLE "audit_members" ADD COLUMN "findings" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
/* "Several keys per member" is a finding on the member from now on. Its new default threshold replaces the
   old one, and the history of its findings on keys has no meaning any more. */
UPDATE "rule_settings" SET settings = jsonb_set(settings, '{severalKeys}', '{"low": 5, "medium": 10}')
WHERE settings -> 'severalKeys' = '{"low": 2, "medium": 5}'::jsonb;
--> statement-breakpoint
DELETE FROM "findings" WHERE rule = 'several-keys-per-member' AND subject_type = 'key';
--> statement-breakpoint
UPDATE "audit_members" m SET findings = f.rules
FROM (
  SELECT audit_id, subject_id, array_agg(DISTINCT rule) AS rules
  FROM "audit_findings" WHERE subject_type = 'member' AND state = 'open'
  GROUP BY audit_id, subject_id
) f
WHERE f.audit_id = m.audit_id AND f.subject_id = m.member_id;
--> statement-breakpoint
/* Old evaluations keep their result, in the new verdicts: "review" becomes what the new order gives for the
   stored usage and findings. The order of risk is without copies, which weren't stored. */
UPDATE "audit_keys" k SET
  verdict = r.verdict,
  priority = r.priority,
  recommendation = CASE
    WHEN k.verdict = 'keep' THEN regexp_replace(k.recommendation, '^Keep: ', 'No action needed: ')
    WHEN k.verdict <> 'review' THEN k.recommendation
    WHEN r.verdict = 'ask-holder' THEN regexp_replace(k.recommendation, '^Review: (.*)\.$',
      'Ask the holder what uses the key, because its usage is unknown (\1).')
    WHEN r.verdict = 'rotate' THEN regexp_replace(k.recommendation, '^Review: (.*)\.$',
      'Rotate the key, or sign in with bt login and revoke it: used by a person (\1).')
    ELSE regexp_replace(k.recommendation, '^Review: (.*)\.$', 'No action needed: nothing urgent (\1).')
  END
FROM (
  SELECT judged.audit_id, judged.key_id,
    CASE
      WHEN judged.verdict = 'keep' THEN 'ok'
      WHEN judged.verdict <> 'review' THEN judged.verdict
      WHEN judged.used_by = 'unclear' THEN 'ask-holder'
      WHEN aged.subject_id IS NOT NULL
        OR judged.findings && ARRAY['key-not-bound-to-organization', 'expires-soon'] THEN 'rotate'
      WHEN judged.used_by = 'person' AND judged.findings && ARRAY['owner-held-key',
        'access-admin-held-key'] THEN 'rotate'
      ELSE 'ok'
    END AS verdict,
    row_number() OVER (
      PARTITION BY judged.audit_id
      ORDER BY
        array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], judged.severity)
          NULLS LAST,
        array_position(ARRAY['owner', 'access-admin', 'writes-everywhere', 'unknown',
          'reads-everywhere', 'some-projects', 'none'], judged.access),
        judged.created_at NULLS LAST,
        judged.key_id COLLATE "C"
    ) AS priority
  FROM "audit_keys" judged
  LEFT JOIN "audit_findings" aged ON aged.audit_id = judged.audit_id
    AND aged.subject_id = judged.key_id AND aged.subject_type = 'key' AND aged.rule = 'old-key'
    AND aged.state = 'open' AND aged.severity IN ('critical', 'high', 'medium')
  WHERE judged.verdict IS NOT NULL
) r
WHERE r.audit_id = k.audit_id AND r.key_id = k.key_id;
--> statement-breakpoint
UPDATE "audits" a SET verdict_counts = (
  SELECT jsonb_build_object(
    'replace', count(*) FILTER (WHERE k.verdict = 'replace'),
    'revoke', count(*) FILTER (WHERE k.verdict = 'revoke'),
    'ask-holder', count(*) FILTER (WHERE k.verdict = 'ask-holder'),
    'rotate', count(*) FILTER (WHERE k.verdict = 'rotate'),
    'ok', count(*) FILTER (WHERE k.verdict = 'ok'))
  FROM "audit_keys" k WHERE k.audit_id = a.id)
WHERE a.verdict_counts IS NOT NULL;
--> statement-breakpoint
/* The latest audit of each organization is evaluated by the new rules at the start. */
UPDATE "audits" SET evaluation_stale = true WHERE id IN (
  SELECT DISTINCT ON (organization_id) id FROM "audits"
  WHERE status IN ('complete', 'partial')
  ORDER BY organization_id, finished_at DESC, created_at DESC);
--> statement-breakpoint
CREATE INDEX "audit_keys_by_priority" ON "audit_keys" USING btree ("audit_id","priority");