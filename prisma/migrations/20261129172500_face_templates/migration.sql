-- Verified faces by which the same person is found in other sessions, sealed under their sessions' keys.
CREATE TABLE "face_templates" (
    "session_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "model" TEXT NOT NULL,
    "sealed_vector" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "face_templates_pkey" PRIMARY KEY ("session_id")
);
CREATE INDEX "face_templates_account_id_livemode_model_idx" ON "face_templates"("account_id", "livemode", "model");
CREATE INDEX "face_templates_created_at_idx" ON "face_templates"("created_at");
ALTER TABLE "face_templates" ADD CONSTRAINT "face_templates_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
