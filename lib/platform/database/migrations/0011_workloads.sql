CREATE TABLE "audit_workloads" (
	"audit_id" uuid NOT NULL,
	"workload_id" text NOT NULL,
	"name" text NOT NULL,
	"has_purpose" boolean NOT NULL,
	"key_ids" text[] NOT NULL,
	"keys" integer NOT NULL,
	"keys_to_replace" integer NOT NULL,
	"holders" integer NOT NULL,
	"access" text NOT NULL,
	"severity" text,
	"priority" integer NOT NULL,
	"oldest_at" timestamp (3) with time zone,
	"service_token_id" text,
	"service_token_name" text,
	CONSTRAINT "audit_workloads_audit_id_workload_id_pk" PRIMARY KEY("audit_id","workload_id")
);
--> statement-breakpoint
ALTER TABLE "audit_workloads" ADD CONSTRAINT "audit_workloads_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "audits"("id") ON DELETE cascade ON UPDATE no action;