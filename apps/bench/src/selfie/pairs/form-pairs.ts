/** A picture, who is on it, and what was taken of the face; null where none was found. */
export interface Sample<Template> {
  readonly file: string;
  readonly identity: string;
  readonly template: Template | null;
}

/** Scores of pairs; a pair of which a face was not found is counted and has none. */
export interface PairScores {
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
  /** Genuine pairs without a score. */
  readonly genuineMissed: number;
  readonly impostorMissed: number;
}

/** Scores every pair of two different pictures of one list, each once. */
export function scorePairs<Template>(
  samples: readonly Sample<Template>[],
  score: (p: Template, q: Template) => number,
): PairScores {
  return collect(samples, (i) => samples.slice(i + 1), score);
}

/**
 * Scores every sample of `probes` against every one of `references` that is of another file: a picture beside
 * what was made of itself is no comparison of two pictures.
 */
export function scoreAcross<Template>(
  references: readonly Sample<Template>[],
  probes: readonly Sample<Template>[],
  score: (reference: Template, probe: Template) => number,
): PairScores {
  return collect(references, () => probes, score);
}

function collect<Template>(
  firsts: readonly Sample<Template>[],
  secondsOf: (index: number) => readonly Sample<Template>[],
  score: (p: Template, q: Template) => number,
): PairScores {
  const scores = { genuine: [] as number[], impostor: [] as number[] };
  const missed = { genuine: 0, impostor: 0 };
  firsts.forEach((first, i) => {
    for (const second of secondsOf(i)) {
      if (first.file === second.file) continue;
      const kind = first.identity === second.identity ? 'genuine' : 'impostor';
      if (first.template === null || second.template === null) missed[kind]++;
      else scores[kind].push(score(first.template, second.template));
    }
  });
  return { ...scores, genuineMissed: missed.genuine, impostorMissed: missed.impostor };
}
