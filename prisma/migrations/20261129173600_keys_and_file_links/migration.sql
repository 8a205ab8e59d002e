-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "ip_allowlist" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "name" TEXT;

-- CreateTable
CREATE TABLE "file_links" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "file_id" TEXT NOT NULL,
    "token_hash" BYTEA,
    "sealed_token" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "file_links_seq_key" ON "file_links"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "file_links_token_hash_key" ON "file_links"("token_hash");

-- CreateIndex
CREATE INDEX "file_links_account_id_livemode_seq_idx" ON "file_links"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "file_links_file_id_seq_idx" ON "file_links"("file_id", "seq" DESC);

-- AddForeignKey
ALTER TABLE "file_links" ADD CONSTRAINT "file_links_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
