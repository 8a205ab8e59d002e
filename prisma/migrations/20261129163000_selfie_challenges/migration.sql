-- CreateTable
CREATE TABLE "selfie_challenges" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "nonce" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "sealed_answer" BYTEA,

    CONSTRAINT "selfie_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "selfie_challenges_session_id_number_key" ON "selfie_challenges"("session_id", "number");

-- AddForeignKey
ALTER TABLE "selfie_challenges" ADD CONSTRAINT "selfie_challenges_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
