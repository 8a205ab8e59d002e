import type { CheckDefinition } from './check-definition.js';
import { requiredChecks } from './next-checks.js';
import type { SessionOptions } from './session.js';

/** An option that asks for something to be found out, and so for a check that does it. */
interface Demand {
  /** Where it is written, in bracket form. */
  readonly param: string;
  readonly isMade: (options: SessionOptions) => boolean;
  /** The least options that make the demand, and the same without it. */
  readonly alone: SessionOptions;
  readonly without: SessionOptions;
}

const DEMANDS: readonly Demand[] = [
  {
    param: 'type',
    isMade: ({ id_number }) => id_number !== undefined,
    alone: { id_number: {} },
    without: {},
  },
  {
    param: 'options[document][require_id_number]',
    isMade: ({ document }) => document?.require_id_number === true,
    alone: { document: { require_id_number: true } },
    without: { document: {} },
  },
  {
    param: 'options[document][require_matching_selfie]',
    isMade: ({ document }) => document?.require_matching_selfie === true,
    alone: { document: { require_matching_selfie: true } },
    without: { document: {} },
  },
  ...(['email', 'phone'] as const).map((channel) => ({
    param: `options[${channel}][require_verification]`,
    isMade: (options: SessionOptions) => options[channel]?.require_verification === true,
    alone: { document: {}, [channel]: { require_verification: true } },
    without: { document: {} },
  })),
  ...(['name', 'dob'] as const).map((fact) => ({
    param: `options[matching][${fact}]`,
    isMade: ({ matching }: SessionOptions) => matching?.[fact] === 'similar',
    alone: { document: {}, matching: { [fact]: 'similar' as const } },
    without: { document: {} },
  })),
];

/**
 * The options that ask for what none of the checks does. Such a session would be verified without it, so whoever
 * accepts options asks here first. A demand is met when it alone makes another check necessary; a check that is
 * added to the registry is therefore offered without a word anywhere else.
 *
 * @returns parameters in bracket form; empty when everything that is asked for would be done
 */
export const unperformedOptions = (
  registry: readonly CheckDefinition[],
  options: SessionOptions,
): readonly string[] =>
  DEMANDS.filter(
    ({ isMade, alone, without }) =>
      isMade(options) && requiredChecks(registry, alone).length <= requiredChecks(registry, without).length,
  ).map(({ param }) => param);
