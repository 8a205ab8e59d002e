-- DropIndex
DROP INDEX "verification_sessions_account_id_livemode_client_reference__idx";

-- AlterTable: an index takes 2,704 bytes of a row, and a reference may have 5,000 characters.
ALTER TABLE "verification_sessions" ADD COLUMN     "client_reference_hash" TEXT GENERATED ALWAYS AS (md5("client_reference_id")) STORED;

-- CreateIndex
CREATE INDEX "verification_sessions_client_reference_idx" ON "verification_sessions"("account_id", "livemode", "client_reference_hash", "seq" DESC);
