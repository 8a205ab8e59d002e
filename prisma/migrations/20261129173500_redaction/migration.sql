-- AlterTable
ALTER TABLE "idempotency_records" ADD COLUMN     "file_id" TEXT;

-- AlterTable
ALTER TABLE "verification_sessions" ADD COLUMN     "redaction_requested_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "idempotency_records_file_id_idx" ON "idempotency_records"("file_id");

-- CreateIndex
CREATE INDEX "verification_sessions_redaction_redaction_requested_at_idx" ON "verification_sessions"("redaction", "redaction_requested_at");
