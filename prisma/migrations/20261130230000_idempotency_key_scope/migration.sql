-- A key counted for each address until now. The latest of several uses is kept, as the others would have been pruned within a day.
DELETE FROM "idempotency_records" AS "older" USING "idempotency_records" AS "newer"
WHERE "older"."account_id" = "newer"."account_id"
  AND "older"."livemode" = "newer"."livemode"
  AND "older"."key" = "newer"."key"
  AND ("older"."created_at", "older"."request_id") < ("newer"."created_at", "newer"."request_id");

-- AlterTable
ALTER TABLE "idempotency_records" DROP CONSTRAINT "idempotency_records_pkey",
ADD CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("account_id", "livemode", "key");
