import type { Insight } from '../check.js';
import type { ChipFaceUse, FaceMatchMeasurement } from './measurement.js';
import { scoreOf, zonesOf } from './score.js';

const NOTES: Readonly<Record<ChipFaceUse, string>> = {
  reference: 'compared with the face that the issuing state signed on the chip',
  not_authentic: 'the chip proves nothing: compared with the printed portrait',
  absent: 'DG2 was not handed in: compared with the printed portrait',
  undecodable: 'the face on the chip cannot be decoded: compared with the printed portrait',
  no_face: 'no face was found in the chip’s picture: compared with the printed portrait',
};

/**
 * Which portrait was the reference, and whether the printed one is of the same person: a photograph exchanged on
 * the page leaves the chip's as it was. Score of `portrait_swap`: as of `face_match`. None of it decides.
 */
export function insightsOfChipFace({ chip }: FaceMatchMeasurement): Insight[] {
  if (chip === undefined) return [];
  const level = chip.use === 'reference' ? 'low' : 'elevated';
  const reference: Insight = { signal: 'reference_portrait', level, score: null, note: NOTES[chip.use] };
  if (chip.printed === null) return [reference];
  const score = scoreOf(chip.printed);
  const { reject, accept } = zonesOf(chip.printed);
  const swap: Insight = {
    signal: 'portrait_swap',
    level: score >= accept ? 'low' : score < reject ? 'high' : 'elevated',
    score,
    note: 'the printed portrait against the chip’s',
  };
  return [reference, swap];
}
