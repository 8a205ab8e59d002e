-- CreateTable
CREATE TABLE "picture_traces" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "session_id" TEXT NOT NULL,
    "submission_id" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "exact" BYTEA NOT NULL,
    "perceptual" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_traces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture_blocks" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "block" INTEGER NOT NULL,
    "trace_id" BIGINT NOT NULL,

    CONSTRAINT "picture_blocks_pkey" PRIMARY KEY ("account_id","livemode","block","trace_id")
);

-- CreateIndex
CREATE INDEX "picture_traces_account_id_livemode_exact_idx" ON "picture_traces"("account_id", "livemode", "exact");

-- CreateIndex
CREATE INDEX "picture_traces_session_id_idx" ON "picture_traces"("session_id");

-- CreateIndex
CREATE INDEX "picture_traces_created_at_idx" ON "picture_traces"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "picture_traces_submission_id_slot_key" ON "picture_traces"("submission_id", "slot");

-- AddForeignKey
ALTER TABLE "picture_traces" ADD CONSTRAINT "picture_traces_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "picture_blocks_trace_id_idx" ON "picture_blocks"("trace_id");

-- AddForeignKey
ALTER TABLE "picture_blocks" ADD CONSTRAINT "picture_blocks_trace_id_fkey" FOREIGN KEY ("trace_id") REFERENCES "picture_traces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
