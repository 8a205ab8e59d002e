-- AlterTable
ALTER TABLE "verification_sessions" ADD COLUMN     "person_active_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "session_reviews" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "session_id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "previous_status" "SessionStatus" NOT NULL,
    "code" TEXT,
    "sealed_reason" BYTEA,
    "reviewer" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "session_reviews_seq_key" ON "session_reviews"("seq");

-- CreateIndex
CREATE INDEX "session_reviews_session_id_seq_idx" ON "session_reviews"("session_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "session_reviews_report_id_seq_idx" ON "session_reviews"("report_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_status_person_active_at_idx" ON "verification_sessions"("status", "person_active_at");

-- AddForeignKey
ALTER TABLE "session_reviews" ADD CONSTRAINT "session_reviews_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_reviews" ADD CONSTRAINT "session_reviews_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "verification_reports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
