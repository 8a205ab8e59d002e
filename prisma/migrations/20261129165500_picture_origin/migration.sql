-- What a picture told of its making, under the key of the file.
ALTER TABLE "files" ADD COLUMN "sealed_origin" BYTEA;
