-- What each submission was as a try. Null where nothing was found against what was sent, and for all earlier ones.
ALTER TABLE "submissions" ADD COLUMN "try_result" TEXT;
ALTER TABLE "submissions" ADD COLUMN "forgiven_at" TIMESTAMPTZ(3);
ALTER TABLE "submissions" ADD COLUMN "forgiven_by" TEXT;
ALTER TABLE "check_outcomes" ADD COLUMN "incomplete" BOOLEAN NOT NULL DEFAULT false;

-- To which reference a submission counts: as a keyed fingerprint, for redaction leaves the count and not the reference.
CREATE TABLE "reference_tries" (
    "submission_id" TEXT NOT NULL,
    "reference_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reference_tries_pkey" PRIMARY KEY ("submission_id")
);
CREATE INDEX "reference_tries_reference_key_created_at_idx" ON "reference_tries"("reference_key", "created_at");
CREATE INDEX "reference_tries_created_at_idx" ON "reference_tries"("created_at");
ALTER TABLE "reference_tries" ADD CONSTRAINT "reference_tries_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
