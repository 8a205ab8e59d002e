import type { CheckDefinition, Supplied } from './check-definition.js';
import type { SessionOptions } from './session.js';

/** The checks that a session with these options needs for what was supplied, in the order of the registry. */
export function requiredChecks(
  registry: readonly CheckDefinition[],
  options: SessionOptions,
  supplied: Supplied = { challenge: false },
): readonly CheckDefinition[] {
  return registry.filter((check) => check.requiredBy(options, supplied));
}

/**
 * The checks that may start now: not started yet, and everything they come after has an outcome.
 * A dependency that the session does not require does not hold a check back.
 */
export function nextChecks(
  required: readonly CheckDefinition[],
  started: ReadonlySet<string>,
  finished: ReadonlySet<string>,
): readonly CheckDefinition[] {
  const names = new Set(required.map((check) => check.name));
  return required.filter(
    (check) =>
      !started.has(check.name) &&
      !finished.has(check.name) &&
      check.after.every((earlier) => finished.has(earlier) || !names.has(earlier)),
  );
}
