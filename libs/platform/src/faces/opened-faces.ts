/** A face that was opened. */
interface OpenedFace {
  /** When it was remembered, in ms: a face that was remembered anew is another. */
  readonly rememberedAt: number;
  readonly vector: Float32Array;
}

/**
 * Faces that this process has opened, so that a search opens only those that came since. They lie in memory alone, end
 * with the process, and are dropped by the next search among the same faces once they were forgotten.
 */
export class OpenedFaces {
  /** By whose they are, then by session. */
  readonly #faces = new Map<string, Map<string, OpenedFace>>();
  #count = 0;

  /** @param most faces that are kept, 2 KB each with the built-in model; others are opened for every search */
  constructor(private readonly most: number) {}

  get count(): number {
    return this.#count;
  }

  get(scope: string, sessionId: string, rememberedAt: Date): Float32Array | undefined {
    const face = this.#faces.get(scope)?.get(sessionId);
    return face?.rememberedAt === rememberedAt.getTime() ? face.vector : undefined;
  }

  keep(scope: string, sessionId: string, rememberedAt: Date, vector: Float32Array): void {
    const faces = this.#faces.get(scope) ?? new Map<string, OpenedFace>();
    if (!faces.has(sessionId)) {
      if (this.#count >= this.most) return;
      this.#count += 1;
    }
    faces.set(sessionId, { rememberedAt: rememberedAt.getTime(), vector });
    this.#faces.set(scope, faces);
  }

  /** Drops what is not remembered any more. @param remembered ids of all sessions whose faces are */
  dropOthers(scope: string, remembered: ReadonlySet<string>): void {
    for (const sessionId of this.#faces.get(scope)?.keys() ?? []) {
      if (!remembered.has(sessionId)) this.#drop(scope, sessionId);
    }
  }

  /** Drops the face of one session. */
  drop(sessionId: string): void {
    for (const scope of this.#faces.keys()) this.#drop(scope, sessionId);
  }

  #drop(scope: string, sessionId: string): void {
    if (this.#faces.get(scope)?.delete(sessionId)) this.#count -= 1;
  }
}
