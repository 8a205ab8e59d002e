-- DropIndex
DROP INDEX "webhook_deliveries_status_next_attempt_at_idx";

-- AlterTable
ALTER TABLE "webhook_attempts" ADD COLUMN     "endpoint_id" TEXT,
ADD COLUMN     "seq" BIGSERIAL NOT NULL;

UPDATE "webhook_attempts" AS a SET "endpoint_id" = d."endpoint_id"
FROM "webhook_deliveries" AS d WHERE d."id" = a."delivery_id";

ALTER TABLE "webhook_attempts" ALTER COLUMN "endpoint_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "attempts_before" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "claimed_until" TIMESTAMPTZ(3),
ADD COLUMN     "resent_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "disabled_reason" TEXT,
ADD COLUMN     "failing_since" TIMESTAMPTZ(3),
ADD COLUMN     "last_failure_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_failure_error" TEXT,
ADD COLUMN     "last_failure_status" INTEGER;

-- CreateTable
CREATE TABLE "webhook_endpoint_secrets" (
    "id" BIGSERIAL NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_endpoint_secrets_endpoint_id_idx" ON "webhook_endpoint_secrets"("endpoint_id");

-- CreateIndex
CREATE INDEX "webhook_endpoint_secrets_expires_at_idx" ON "webhook_endpoint_secrets"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_attempts_seq_key" ON "webhook_attempts"("seq");

-- CreateIndex
CREATE INDEX "webhook_attempts_endpoint_id_seq_idx" ON "webhook_attempts"("endpoint_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_endpoint_id_status_next_attempt_at_idx" ON "webhook_deliveries"("endpoint_id", "status", "next_attempt_at");

-- AddForeignKey
ALTER TABLE "webhook_endpoint_secrets" ADD CONSTRAINT "webhook_endpoint_secrets_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
