-- DropIndex
DROP INDEX "verification_sessions_account_id_livemode_client_reference__idx";

-- AlterTable
ALTER TABLE "verification_sessions" ADD COLUMN     "client_reference_hash" TEXT;

-- An index takes 2,704 bytes of a row, and a reference may have 5,000 characters.
CREATE FUNCTION "hash_client_reference"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.client_reference_hash := md5(NEW.client_reference_id);
  RETURN NEW;
END
$$;

CREATE TRIGGER "hash_client_reference"
  BEFORE INSERT OR UPDATE OF "client_reference_id" ON "verification_sessions"
  FOR EACH ROW EXECUTE FUNCTION "hash_client_reference"();

UPDATE "verification_sessions" SET "client_reference_id" = "client_reference_id" WHERE "client_reference_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "verification_sessions_client_reference_idx" ON "verification_sessions"("account_id", "livemode", "client_reference_hash", "seq" DESC);
