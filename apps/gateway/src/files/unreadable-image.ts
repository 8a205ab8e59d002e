/** The bytes are not a complete picture of their format. */
export class UnreadableImageError extends Error {
  override readonly name = 'UnreadableImageError';
}
