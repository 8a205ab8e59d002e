-- CreateTable
CREATE TABLE "page_settings" (
    "account_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT,
    "branding" JSONB NOT NULL DEFAULT '{}',
    "allowed_origins" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "page_settings_pkey" PRIMARY KEY ("account_id","livemode")
);

-- AddForeignKey
ALTER TABLE "page_settings" ADD CONSTRAINT "page_settings_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
