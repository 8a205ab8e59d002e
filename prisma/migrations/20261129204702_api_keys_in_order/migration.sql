-- DropIndex
DROP INDEX "api_keys_account_id_livemode_idx";

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_seq_key" ON "api_keys"("seq");

-- CreateIndex
CREATE INDEX "api_keys_account_id_livemode_seq_idx" ON "api_keys"("account_id", "livemode", "seq" DESC);
