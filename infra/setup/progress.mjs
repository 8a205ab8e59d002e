// Tells a person what happens, one line per step. Plain Node, because it speaks before anything is
// installed; apps/stack receives the same object and goes on with it.

const SLOW_MS = 1_000;
const HEARTBEAT_MS = 15_000;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const TITLE_WIDTH = 44;

/**
 * @typedef {{ title: string, ms: number }} StepTime
 * @typedef {object} Step
 * @property {(text: string) => void} detail  What the step is at just now, shown while it runs.
 * @property {(note?: string) => number} done  Ends the step well and returns its duration in ms.
 * @property {(note?: string) => number} fail  Ends the step badly and returns its duration in ms.
 */

/**
 * On a terminal the running step is one living line; elsewhere a step that lasts longer than a
 * second says that it began, and once more every 15 s, so that no log ever falls silent.
 *
 * @param {{ out?: NodeJS.WriteStream, env?: NodeJS.ProcessEnv, times?: StepTime[] }} [options] `times`: steps that another
 *   process has done already.
 */
export function createProgress({ out = process.stderr, env = process.env, times = [] } = {}) {
  const live = out.isTTY === true && env.TERM !== 'dumb' && !env.CI;
  const paint = palette(out.isTTY === true && !env.NO_COLOR);
  /** Steps under way, the oldest first. */
  const running = new Set();
  let frame = 0;
  let timer;

  const line = (mark, title, ms, note) =>
    `  ${mark} ${title.padEnd(TITLE_WIDTH)} ${paint.dim(seconds(ms).padStart(8))}${note ? `   ${paint.dim(note)}` : ''}`;
  const clear = live ? '\r\x1b[2K' : '';

  function tick() {
    if (live) {
      const [oldest] = running;
      const more =
        running.size > 1
          ? `and ${[...running]
              .slice(1)
              .map((it) => it.title)
              .join(', ')}`
          : oldest.detail;
      const mark = paint.accent(FRAMES[frame++ % FRAMES.length]);
      out.write(`${clear}${line(mark, oldest.title, oldest.elapsed(), it(more, out.columns))}`);
      return;
    }
    for (const it of running) {
      const due = it.lastSaid === 0 ? SLOW_MS : it.lastSaid + HEARTBEAT_MS;
      if (it.elapsed() < due) continue;
      it.lastSaid = it.elapsed();
      out.write(`${line('…', it.title, it.elapsed(), it.detail)}\n`);
    }
  }

  /** @param {string} title @returns {Step} */
  function begin(title) {
    const started = performance.now();
    const it = { title, detail: '', lastSaid: 0, elapsed: () => performance.now() - started };
    running.add(it);
    timer ??= setInterval(tick, live ? 100 : 250).unref();
    const end = (mark, note) => {
      running.delete(it);
      if (running.size === 0) timer = clearInterval(timer);
      const ms = it.elapsed();
      times.push({ title, ms });
      out.write(`${clear}${line(mark, title, ms, note)}\n`);
      return ms;
    };
    return {
      detail: (text) => {
        it.detail = text;
      },
      done: (note) => end(paint.good('✓'), note),
      fail: (note) => end(paint.bad('✗'), note),
    };
  }

  /**
   * Runs `work` as one step; a throw ends the step badly and goes on upwards.
   * @template T
   * @param {string} title
   * @param {(step: Step) => Promise<T> | T} work
   * @param {(result: T) => string | undefined} [note] What to write behind the finished line.
   * @returns {Promise<T>}
   */
  async function step(title, work, note) {
    const running = begin(title);
    try {
      const result = await work(running);
      running.done(note?.(result));
      return result;
    } catch (error) {
      running.fail();
      throw error;
    }
  }

  return {
    begin,
    step,
    times,
    paint,
    /** @param {string} [text] */
    say: (text = '') => void out.write(`${clear}${text}\n`),
    /** @param {string} text */
    heading: (text) => void out.write(`\n  ${paint.strong(text)}\n\n`),
  };
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 59_950
    ? `${(ms / 1_000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

function _fit(text, columns = 80) {
  const room = columns - TITLE_WIDTH - 18;
  return room < 8 ? '' : text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

function palette(colours) {
  const wrap = (open, close) => (text) => (colours ? `\x1b[${open}m${text}\x1b[${close}m` : text);
  return {
    good: wrap(32, 39),
    bad: wrap(31, 39),
    accent: wrap(36, 39),
    dim: wrap(2, 22),
    strong: wrap(1, 22),
  };
}
