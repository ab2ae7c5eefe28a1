CREATE TABLE "activity_chains" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"previous_hash" text NOT NULL,
	"head_hash" text NOT NULL,
	"anchor_seq" integer NOT NULL,
	"anchor_hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "activity" ADD COLUMN "hash" text;--> statement-breakpoint
CREATE UNIQUE INDEX "activity_by_seq" ON "activity" USING btree ("organization_id","seq");