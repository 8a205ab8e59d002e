import type { ReportSections } from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { TestGateway } from './start-gateway.js';

const SECTIONS: ReportSections = {
  document: {
    status: 'verified',
    error: null,
    files: ['file_front'],
    facts: {
      type: 'id_card',
      issuing_country: 'DE',
      first_name: 'Erika',
      last_name: 'Mustermann',
      dob: { day: 12, month: 8, year: 1983 },
      issued_date: { day: 2, month: 8, year: 2021 },
      expiration_date: null,
      number: 'L01X00T47',
      sex: 'female',
      unparsed_sex: 'F',
      unparsed_place_of_birth: 'BERLIN',
      address: {
        city: 'Berlin',
        country: 'DE',
        line1: 'Heidestr. 17',
        line2: null,
        postal_code: '10557',
        state: null,
      },
    },
  },
  selfie: { status: 'verified', error: null, document: 'file_front', selfie: 'file_face' },
};

/** A verified session as the aggregator leaves it, of the account's test mode. */
export async function givenVerified(
  gateway: TestGateway,
): Promise<{ readonly id: string; readonly reportId: string }> {
  const { id } = await gateway.stripe().identity.verificationSessions.create({
    type: 'document',
    client_reference_id: 'Erika 7',
    metadata: { name: 'Erika' },
    provided_details: { email: 'erika@example.org' },
  });
  const session = await gateway.db.verificationSession.findUniqueOrThrow({ where: { id } });
  const { random, keys } = gateway.deps;
  const reportId = newId('vr', random);
  await gateway.db.submission.create({
    data: {
      id: newId('vsub', random),
      sessionId: id,
      number: 1,
      options: {},
      inputs: {},
      checks: ['document'],
      report: {
        create: {
          id: reportId,
          accountId: session.accountId,
          livemode: false,
          session: { connect: { id } },
          type: 'document',
          clientReferenceId: 'Erika 7',
          options: { document: {} },
          sealedSections: sealJson(sessionKey(keys, session), SECTIONS, `verification_report:${reportId}`),
        },
      },
    },
  });
  await gateway.db.verificationSession.update({
    where: { id },
    data: { status: 'verified', lastReportId: reportId, sealedToken: null },
  });
  return { id, reportId };
}
