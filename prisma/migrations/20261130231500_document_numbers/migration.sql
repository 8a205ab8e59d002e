-- Numbers of verified documents, as keyed fingerprints by which they are found again in other sessions.
CREATE TABLE "document_numbers" (
    "session_id" TEXT NOT NULL,
    "number_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_numbers_pkey" PRIMARY KEY ("session_id")
);
CREATE INDEX "document_numbers_number_key_idx" ON "document_numbers"("number_key");
CREATE INDEX "document_numbers_created_at_idx" ON "document_numbers"("created_at");
ALTER TABLE "document_numbers" ADD CONSTRAINT "document_numbers_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
