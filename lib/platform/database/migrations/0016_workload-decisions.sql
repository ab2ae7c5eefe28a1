CREATE TABLE "workload_decisions" (
	"organization_id" text NOT NULL,
	"subject" text NOT NULL,
	"subject_name" text NOT NULL,
	"workload_id" text NOT NULL,
	"name" text NOT NULL,
	"author" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workload_decisions_organization_id_subject_pk" PRIMARY KEY("organization_id","subject")
);
--> statement-breakpoint
ALTER TABLE "workload_decisions" ADD CONSTRAINT "workload_decisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;