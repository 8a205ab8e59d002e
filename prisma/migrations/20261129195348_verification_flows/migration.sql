-- AlterTable
ALTER TABLE "verification_reports" ADD COLUMN     "verification_flow_id" TEXT;

-- AlterTable
ALTER TABLE "verification_sessions" ADD COLUMN     "verification_flow_id" TEXT;

-- CreateTable
CREATE TABLE "verification_flows" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "type" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "return_url" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "token_hash" BYTEA NOT NULL,
    "sealed_token" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_flows_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "verification_flows_seq_key" ON "verification_flows"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "verification_flows_token_hash_key" ON "verification_flows"("token_hash");

-- CreateIndex
CREATE INDEX "verification_flows_account_id_livemode_seq_idx" ON "verification_flows"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_reports_account_id_livemode_verification_flow__idx" ON "verification_reports"("account_id", "livemode", "verification_flow_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_account_id_livemode_verification_flow_idx" ON "verification_sessions"("account_id", "livemode", "verification_flow_id", "seq" DESC);

-- AddForeignKey
ALTER TABLE "verification_sessions" ADD CONSTRAINT "verification_sessions_verification_flow_id_fkey" FOREIGN KEY ("verification_flow_id") REFERENCES "verification_flows"("id") ON DELETE SET NULL ON UPDATE CASCADE;
