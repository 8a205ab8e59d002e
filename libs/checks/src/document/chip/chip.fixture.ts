import { compareMrz } from '../../chip/compare-mrz.js';
import type { ChipMeasurement } from '../../chip/examine-chip.js';
import type { DataGroup1 } from '../../chip/lds/dg1.js';
import type { DataGroup11 } from '../../chip/lds/dg11.js';
import {
  type PassiveAuthentication,
  STEPS,
  type Step,
  type StepName,
  type StepStatus,
  verdictOf,
} from '../../chip/passive/report.js';
import type { MeasuredMrz } from '../measurement.js';

export const NO_DETAILS: DataGroup11 = {
  surname: null,
  givenNames: null,
  otherNames: [],
  personalNumber: null,
  dateOfBirth: null,
  placeOfBirth: [],
  address: [],
};

/** A report in which every step held but the given ones; its verdict is computed, not claimed. */
export function authenticationWith(
  exceptions: Partial<Record<StepName, StepStatus>> = {},
): PassiveAuthentication {
  const steps = STEPS.map((step): Step => {
    const status = exceptions[step] ?? 'held';
    return { step, status, code: 'code', detail: `${step} ${status}` };
  });
  const authority = {
    subject: 'C=DE, CN=csca',
    issuer: 'C=DE, CN=csca',
    serial: '01',
    fingerprint: 'f'.repeat(64),
    notBefore: '2020-01-01T00:00:00.000Z',
    notAfter: '2040-01-01T00:00:00.000Z',
  };
  return {
    verdict: verdictOf(steps),
    steps,
    lds: null,
    digest: 'sha256',
    signedAt: null,
    documentSigner: null,
    authority,
    dataGroups: [],
  };
}

/** A chip with this DG1, held against this page. */
export function chipOf(
  mrz: DataGroup1 | null,
  page: MeasuredMrz | null,
  more: Partial<ChipMeasurement> = {},
): ChipMeasurement {
  return {
    authentication: authenticationWith(),
    mrz,
    comparison: mrz && page && compareMrz(mrz, page),
    portrait: null,
    details: null,
    mechanisms: [],
    activeAuthenticationKey: null,
    unreadable: [],
    ...more,
  };
}
