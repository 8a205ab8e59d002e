/**
 * The files of an electronic document's chip that a person may hand in, as a phone app reads them: the security
 * object, the machine-readable zone (DG1), the face (DG2), further details (DG11) and what the chip could prove
 * of itself (DG14, DG15).
 */
export const CHIP_FILES = ['sod', 'dg1', 'dg2', 'dg11', 'dg14', 'dg15'] as const;
export type ChipFileName = (typeof CHIP_FILES)[number];

/** What cannot be left out: without the signature nothing is proven, without DG1 nothing is said. */
const INDISPENSABLE = ['sod', 'dg1'] as const satisfies readonly ChipFileName[];

/** The files that have to be added before the rest can be examined; empty when no chip was handed in. */
export function missingChipFiles(
  chip: Readonly<Partial<Record<ChipFileName, unknown>>> | undefined,
): readonly ChipFileName[] {
  if (chip === undefined || CHIP_FILES.every((name) => chip[name] === undefined)) return [];
  return INDISPENSABLE.filter((name) => chip[name] === undefined);
}
