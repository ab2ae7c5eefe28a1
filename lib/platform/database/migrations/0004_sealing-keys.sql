CREATE UNLOGGED TABLE "audit_data_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"data_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DELETE FROM "sessions";
--> statement-breakpoint
UPDATE "audits" SET "sealed_credential" = NULL, "credential_expires_at" = NULL WHERE "sealed_credential" IS NOT NULL;
