CREATE TABLE "findings" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"rule" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"severity" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"reopened_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid,
	"earlier" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "findings_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
/* Histories as they were kept before: dates in the findings of each audit, and two tables of findings
   that were absent. Rewriting findings could move a date to a later audit, so the earliest counts. */
INSERT INTO "findings" ("organization_id", "id", "rule", "subject_type", "subject_id", "severity",
  "opened_at", "reopened_at", "resolved_at", "resolved_by", "earlier")
WITH occurrences AS (
  SELECT a.organization_id, a.finished_at, f.id, f.rule, f.subject_type, f.subject_id, f.severity,
    f.opened_at, f.reopened_at
  FROM audit_findings f JOIN audits a ON a.id = f.audit_id
  WHERE a.status IN ('complete', 'partial') AND a.finished_at IS NOT NULL
), known AS (
  SELECT organization_id, id, rule, subject_type, subject_id, severity, opened_at, reopened_at,
    finished_at AS told_at FROM occurrences
  UNION ALL
  SELECT organization_id, finding_id, rule, subject_type, subject_id, severity, opened_at,
    reopened_at, 'infinity'::timestamptz FROM unassessed_findings
  UNION ALL
  SELECT organization_id, finding_id, rule, subject_type, subject_id, severity, opened_at, NULL,
    resolved_at FROM resolved_findings
), latest AS (
  SELECT DISTINCT ON (organization_id, id) * FROM known
  ORDER BY organization_id, id, told_at DESC
), first AS (
  SELECT organization_id, id, min(opened_at) AS opened_at FROM known GROUP BY 1, 2
), found AS (
  SELECT organization_id, id, max(told_at) AS found_at, max(reopened_at) AS reopened_at
  FROM (
    SELECT organization_id, id, finished_at AS told_at, reopened_at FROM occurrences
    UNION ALL
    SELECT organization_id, finding_id, 'infinity'::timestamptz, reopened_at
    FROM unassessed_findings
  ) present GROUP BY 1, 2
), reopenings AS (
  SELECT DISTINCT organization_id, id, reopened_at FROM known WHERE reopened_at IS NOT NULL
), resolutions AS (
  SELECT r.organization_id, r.finding_id AS id, r.severity, r.resolved_at, r.audit_id,
    (SELECT max(o.reopened_at) FROM reopenings o
      WHERE o.organization_id = r.organization_id AND o.id = r.finding_id
        AND o.reopened_at < r.resolved_at) AS reopened_at,
    row_number() OVER (PARTITION BY r.organization_id, r.finding_id
      ORDER BY r.resolved_at DESC) = 1 AND (p.found_at IS NULL OR p.found_at < r.resolved_at)
      AS is_current
  FROM resolved_findings r
  LEFT JOIN found p ON p.organization_id = r.organization_id AND p.id = r.finding_id
), past AS (
  SELECT organization_id, id, jsonb_agg(jsonb_build_object('severity', severity,
    'reopened_at', reopened_at, 'resolved_at', resolved_at, 'audit_id', audit_id)
    ORDER BY resolved_at) AS earlier
  FROM resolutions WHERE NOT is_current GROUP BY 1, 2
)
SELECT l.organization_id, l.id, l.rule, l.subject_type, l.subject_id, coalesce(c.severity, l.severity),
  s.opened_at, p.reopened_at, c.resolved_at, c.audit_id, coalesce(e.earlier, '[]'::jsonb)
FROM latest l
JOIN first s ON s.organization_id = l.organization_id AND s.id = l.id
LEFT JOIN found p ON p.organization_id = l.organization_id AND p.id = l.id
LEFT JOIN resolutions c ON c.organization_id = l.organization_id AND c.id = l.id AND c.is_current
LEFT JOIN past e ON e.organization_id = l.organization_id AND e.id = l.id;
