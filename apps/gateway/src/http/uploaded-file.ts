/** A file part of a multipart request. */
export class UploadedFile {
  constructor(
    readonly filename: string | null,
    readonly bytes: Buffer,
  ) {}
}
