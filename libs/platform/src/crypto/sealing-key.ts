/**
 * A key that seals bytes for a context, such as `verification_session:vs_…:collected`, and opens them
 * for that context only. Implemented by `DataKey` and `MasterKeyRing`.
 */
export interface SealingKey {
  sealBytes(plain: Uint8Array, context: string): Uint8Array<ArrayBuffer>;
  /** @throws SealError when `sealed` is not what this key sealed for this context. */
  openBytes(sealed: Uint8Array, context: string): Uint8Array<ArrayBuffer>;
}
