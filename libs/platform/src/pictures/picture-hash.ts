/**
 * Bits in which two perceptual hashes of 256 bits may differ for their pictures to count as nearly the same: what 16
 * blocks can find, and below the nearest two different documents. Set on generated pictures of even seeds; on 60 real
 * pictures of documents two different ones differ in 18 bits at the least, recompressed copies in 4 in the middle
 * (docs/accuracy.md, `npm run bench:document -- --reuse DIR`).
 */
export const MAX_DISTANCE = 15;

const BLOCKS = 16;
const BLOCK_BITS = 16;
const BYTES = (BLOCKS * BLOCK_BITS) / 8;

/** @throws {RangeError} when the text is not 64 hex digits. */
export function hashBytes(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new RangeError('a perceptual hash has 64 hex digits');
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

/**
 * Cuts a hash into 16 blocks of 16 bits, each with its position in one number. Two hashes that differ in at most
 * {@link MAX_DISTANCE} bits have at least one block in common, for 15 differing bits cannot touch 16 blocks: so
 * whatever is near is found by equality.
 *
 * A block takes one bit from each row of the 16 × 16 grid, along a diagonal. Neighbouring cells are alike (an even
 * background sets no bit), and blocks of neighbours would be the same on many pictures.
 */
export function blocksOf(hash: Uint8Array): number[] {
  if (hash.length !== BYTES) throw new RangeError(`a perceptual hash has ${BYTES} bytes`);
  return Array.from({ length: BLOCKS }, (_, block) => {
    let value = 0;
    for (let row = 0; row < BLOCK_BITS; row++) {
      const column = (block + 5 * row) % BLOCKS;
      const bit = row * BLOCKS + column;
      value = (value << 1) | ((hash[bit >> 3]! >> (7 - (bit & 7))) & 1);
    }
    return block * 65_536 + value;
  });
}

/** Number of bits in which two hashes differ, 0 … 256. */
export function distanceOf(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new RangeError('hashes of different length');
  let bits = 0;
  for (let i = 0; i < a.length; i++) {
    for (let differing = a[i]! ^ b[i]!; differing; differing &= differing - 1) bits++;
  }
  return bits;
}
