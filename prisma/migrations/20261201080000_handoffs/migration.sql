-- AlterTable
ALTER TABLE "ephemeral_keys" ADD COLUMN     "handoff_id" TEXT;

-- CreateTable
CREATE TABLE "handoffs" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "opening_id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "code" TEXT NOT NULL,
    "browser_hash" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoffs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "handoffs_token_hash_key" ON "handoffs"("token_hash");

-- CreateIndex
CREATE INDEX "handoffs_session_id_idx" ON "handoffs"("session_id");

-- CreateIndex
CREATE INDEX "handoffs_opening_id_created_at_idx" ON "handoffs"("opening_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "ephemeral_keys_handoff_id_idx" ON "ephemeral_keys"("handoff_id");

-- AddForeignKey
ALTER TABLE "ephemeral_keys" ADD CONSTRAINT "ephemeral_keys_handoff_id_fkey" FOREIGN KEY ("handoff_id") REFERENCES "handoffs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "page_openings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
