-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ApiKeyKind" AS ENUM ('secret', 'restricted', 'publishable');

-- CreateEnum
CREATE TYPE "SessionStatus" AS ENUM ('requires_input', 'processing', 'verified', 'canceled');

-- CreateEnum
CREATE TYPE "RedactionStatus" AS ENUM ('processing', 'redacted');

-- CreateEnum
CREATE TYPE "OutcomeStatus" AS ENUM ('passed', 'failed', 'errored');

-- CreateEnum
CREATE TYPE "EndpointStatus" AS ENUM ('enabled', 'disabled');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "FileKeyScope" AS ENUM ('master', 'session');

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" "ApiKeyKind" NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_sessions" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "type" TEXT NOT NULL,
    "status" "SessionStatus" NOT NULL DEFAULT 'requires_input',
    "options" JSONB NOT NULL,
    "client_reference_id" TEXT,
    "related_customer" TEXT,
    "related_customer_account" TEXT,
    "related_person" JSONB,
    "return_url" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "last_error_code" TEXT,
    "last_error_reason" TEXT,
    "last_report_id" TEXT,
    "redaction" "RedactionStatus",
    "data_key" BYTEA,
    "sealed_provided_details" BYTEA,
    "sealed_collected" BYTEA,
    "token_hash" BYTEA,
    "sealed_token" BYTEA,
    "token_expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "files" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "purpose" TEXT NOT NULL,
    "session_id" TEXT,
    "filename" TEXT,
    "title" TEXT,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "object_key" TEXT NOT NULL,
    "wrapped_key" BYTEA,
    "key_scope" "FileKeyScope" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "options" JSONB NOT NULL,
    "inputs" JSONB NOT NULL,
    "checks" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_runs" (
    "submission_id" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "enqueued_at" TIMESTAMPTZ(3) NOT NULL,
    "enqueue_count" INTEGER NOT NULL DEFAULT 1,
    "deadline" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_runs_pkey" PRIMARY KEY ("submission_id","check")
);

-- CreateTable
CREATE TABLE "check_outcomes" (
    "submission_id" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "status" "OutcomeStatus" NOT NULL,
    "code" TEXT,
    "reason" TEXT,
    "sealed_facts" BYTEA,
    "sealed_evidence" BYTEA,
    "models" TEXT[],
    "thresholds_version" TEXT,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_outcomes_pkey" PRIMARY KEY ("submission_id","check")
);

-- CreateTable
CREATE TABLE "verification_reports" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "session_id" TEXT NOT NULL,
    "submission_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "client_reference_id" TEXT,
    "options" JSONB NOT NULL,
    "sealed_sections" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "type" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "sealed_object" BYTEA,
    "request_id" TEXT,
    "idempotency_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "url" TEXT NOT NULL,
    "enabled_events" TEXT[],
    "api_version" TEXT,
    "description" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "sealed_secret" BYTEA NOT NULL,
    "status" "EndpointStatus" NOT NULL DEFAULT 'enabled',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'pending',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempts" (
    "delivery_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "status_code" INTEGER,
    "error" TEXT,
    "response_body" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "status_code" INTEGER,
    "sealed_response" BYTEA,
    "session_id" TEXT,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("account_id","livemode","method","path","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_account_id_livemode_idx" ON "api_keys"("account_id", "livemode");

-- CreateIndex
CREATE UNIQUE INDEX "verification_sessions_seq_key" ON "verification_sessions"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "verification_sessions_token_hash_key" ON "verification_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "verification_sessions_account_id_livemode_seq_idx" ON "verification_sessions"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_account_id_livemode_status_seq_idx" ON "verification_sessions"("account_id", "livemode", "status", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_account_id_livemode_client_reference__idx" ON "verification_sessions"("account_id", "livemode", "client_reference_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_sessions_status_updated_at_idx" ON "verification_sessions"("status", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "files_seq_key" ON "files"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "files_object_key_key" ON "files"("object_key");

-- CreateIndex
CREATE INDEX "files_account_id_livemode_seq_idx" ON "files"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "files_session_id_idx" ON "files"("session_id");

-- CreateIndex
CREATE INDEX "submissions_settled_at_created_at_idx" ON "submissions"("settled_at", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_session_id_number_key" ON "submissions"("session_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "verification_reports_seq_key" ON "verification_reports"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "verification_reports_submission_id_key" ON "verification_reports"("submission_id");

-- CreateIndex
CREATE INDEX "verification_reports_account_id_livemode_seq_idx" ON "verification_reports"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "verification_reports_session_id_seq_idx" ON "verification_reports"("session_id", "seq" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "events_seq_key" ON "events"("seq");

-- CreateIndex
CREATE INDEX "events_account_id_livemode_seq_idx" ON "events"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "events_account_id_livemode_type_seq_idx" ON "events"("account_id", "livemode", "type", "seq" DESC);

-- CreateIndex
CREATE INDEX "outbox_published_at_id_idx" ON "outbox"("published_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_endpoints_seq_key" ON "webhook_endpoints"("seq");

-- CreateIndex
CREATE INDEX "webhook_endpoints_account_id_livemode_seq_idx" ON "webhook_endpoints"("account_id", "livemode", "seq" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_status_next_attempt_at_idx" ON "webhook_deliveries"("status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_event_id_endpoint_id_key" ON "webhook_deliveries"("event_id", "endpoint_id");

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- CreateIndex
CREATE INDEX "idempotency_records_session_id_idx" ON "idempotency_records"("session_id");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_sessions" ADD CONSTRAINT "verification_sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_runs" ADD CONSTRAINT "check_runs_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_outcomes" ADD CONSTRAINT "check_outcomes_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_reports" ADD CONSTRAINT "verification_reports_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_reports" ADD CONSTRAINT "verification_reports_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "verification_sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
