-- AlterTable
ALTER TABLE "ephemeral_keys" ADD COLUMN     "opening_id" TEXT;

-- AlterTable
ALTER TABLE "verification_sessions" ADD COLUMN     "opened_by_page" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "page_openings" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_openings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "page_openings_link_hash_key" ON "page_openings"("link_hash");

-- CreateIndex
CREATE INDEX "page_openings_session_id_idx" ON "page_openings"("session_id");

-- CreateIndex
CREATE INDEX "page_openings_expires_at_idx" ON "page_openings"("expires_at");

-- CreateIndex
CREATE INDEX "ephemeral_keys_opening_id_idx" ON "ephemeral_keys"("opening_id");

-- AddForeignKey
ALTER TABLE "ephemeral_keys" ADD CONSTRAINT "ephemeral_keys_opening_id_fkey" FOREIGN KEY ("opening_id") REFERENCES "page_openings"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page_openings" ADD CONSTRAINT "page_openings_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
