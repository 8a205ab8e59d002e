-- CreateIndex
CREATE INDEX "verification_sessions_account_id_livemode_created_at_seq_idx" ON "verification_sessions"("account_id", "livemode", "created_at" DESC, "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_related_customer_idx" ON "verification_sessions"("account_id", "livemode", "related_customer", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_related_customer_account_idx" ON "verification_sessions"("account_id", "livemode", "related_customer_account", "seq" DESC);
