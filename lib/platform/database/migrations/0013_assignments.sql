CREATE TABLE "workload_assignments" (
	"organization_id" text NOT NULL,
	"workload_id" text NOT NULL,
	"assignee" text,
	"due" date,
	CONSTRAINT "workload_assignments_organization_id_workload_id_pk" PRIMARY KEY("organization_id","workload_id")
);
--> statement-breakpoint
ALTER TABLE "replacements" ADD COLUMN "assignee" text;--> statement-breakpoint
ALTER TABLE "replacements" ADD COLUMN "due" date;--> statement-breakpoint
ALTER TABLE "workload_assignments" ADD CONSTRAINT "workload_assignments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE cascade ON UPDATE no action;