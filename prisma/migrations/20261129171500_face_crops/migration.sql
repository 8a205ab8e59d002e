-- The faces that a check compared, under the key of the session.
ALTER TABLE "check_outcomes" ADD COLUMN "sealed_crops" BYTEA;
