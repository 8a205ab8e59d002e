-- CreateTable
CREATE TABLE "ephemeral_keys" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "session_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "ephemeral_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ephemeral_keys_hash_key" ON "ephemeral_keys"("hash");

-- CreateIndex
CREATE INDEX "ephemeral_keys_session_id_idx" ON "ephemeral_keys"("session_id");

-- CreateIndex
CREATE INDEX "ephemeral_keys_expires_at_idx" ON "ephemeral_keys"("expires_at");

-- AddForeignKey
ALTER TABLE "ephemeral_keys" ADD CONSTRAINT "ephemeral_keys_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
