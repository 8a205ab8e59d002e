import { describe, expect, test } from '@jest/globals';
import { DataKey } from '../crypto/data-key.js';
import { MasterKeyRing } from '../crypto/master-key.js';
import { sealJson } from '../crypto/seal.js';
import { SealError } from '../crypto/seal-error.js';
import type { VerificationSession } from '../prisma/generated/client.js';
import { systemRandom } from '../random/random.js';
import { openSession } from './open-session.js';
import { RedactedError, sessionKey } from './session-key.js';

const now = new Date('2026-05-04T10:00:00Z');
const later = new Date('2026-05-04T10:00:01Z');
const master = new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] });
const dataKey = DataKey.generate(systemRandom);

const row: VerificationSession = {
  id: 'vs_1',
  seq: 1n,
  accountId: 'acct_1',
  livemode: true,
  type: 'document',
  status: 'requires_input',
  options: { document: { require_matching_selfie: true } },
  clientReferenceId: 'customer-1',
  clientReferenceHash: null,
  relatedCustomer: 'cus_1',
  relatedCustomerAccount: null,
  relatedPerson: { account: 'acct_2', person: 'person_1' },
  returnUrl: null,
  verificationFlowId: 'vf_1',
  metadata: { order: '7' },
  lastErrorCode: 'document_expired',
  lastErrorReason: 'The document has expired.',
  lastReportId: 'vr_1',
  redaction: null,
  redactionRequestedAt: null,
  dataKey: dataKey.wrap(master, 'verification_session:vs_1'),
  sealedProvidedDetails: null,
  sealedCollected: null,
  tokenHash: null,
  sealedToken: sealJson(dataKey, 'live_token', 'verification_session:vs_1:token'),
  tokenExpiresAt: later,
  openedByPage: false,
  personActiveAt: null,
  createdAt: now,
  updatedAt: now,
};

describe('openSession', () => {
  test('gives the row as the rest of Idem knows it', () => {
    expect(openSession(master, row, now)).toEqual({
      id: 'vs_1',
      createdAt: now,
      livemode: true,
      type: 'document',
      status: 'requires_input',
      options: { document: { require_matching_selfie: true } },
      clientReferenceId: 'customer-1',
      relatedCustomer: 'cus_1',
      relatedCustomerAccount: null,
      relatedPerson: { account: 'acct_2', person: 'person_1' },
      metadata: { order: '7' },
      lastError: { code: 'document_expired', reason: 'The document has expired.' },
      lastReportId: 'vr_1',
      redaction: null,
      verificationFlow: 'vf_1',
      token: 'live_token',
    });
  });

  test('knows of no error when there is none', () => {
    const fine = { ...row, lastErrorCode: null, lastErrorReason: null };
    expect(openSession(master, fine, now).lastError).toBeNull();
  });

  test('shows nothing personal from the moment on in which a redaction was asked for', () => {
    const { clientReferenceId, metadata, lastError, token, redaction } = openSession(
      master,
      { ...row, redaction: 'processing', redactionRequestedAt: now },
      now,
    );
    expect({ clientReferenceId, metadata, lastError, token, redaction }).toEqual({
      clientReferenceId: '[redacted]',
      metadata: {},
      lastError: null,
      token: null,
      redaction: 'processing',
    });
  });

  test.each([
    ['has expired', { tokenExpiresAt: now }],
    ['never was', { sealedToken: null }],
    ['has no end', { tokenExpiresAt: null }],
    ['belongs to a redacted session', { dataKey: null }],
    ...(['processing', 'verified', 'canceled'] as const).map(
      (status) => [`belongs to a session that is ${status}`, { status }] as const,
    ),
  ])('does not show a link that %s', (_, change) => {
    expect(openSession(master, { ...row, ...change }, now).token).toBeNull();
  });

  test('refuses a link that was sealed for another session', () => {
    const sealedToken = sealJson(dataKey, 'live_token', 'verification_session:vs_2:token');
    expect(() => openSession(master, { ...row, sealedToken }, now)).toThrow(SealError);
  });

  test.each([
    ['metadata', { metadata: { order: 7 } }],
    ['type', { type: 'palm_reading' }],
    ['related person', { relatedPerson: { account: 'acct_2' } }],
  ])('refuses a %s that no release wrote', (_, change) => {
    expect(() => openSession(master, { ...row, ...change }, now)).toThrow();
  });
});

describe('sessionKey', () => {
  test('opens what the session sealed', () => {
    const sealed = dataKey.sealBytes(Buffer.from('facts'), 'verification_session:vs_1:collected');
    const opened = sessionKey(master, row).openBytes(sealed, 'verification_session:vs_1:collected');
    expect(Buffer.from(opened).toString()).toBe('facts');
  });

  test('is refused, by name, once the session was redacted', () => {
    expect(() => sessionKey(master, { id: 'vs_1', dataKey: null })).toThrow(RedactedError);
  });

  test('of one session does not open as that of another', () => {
    expect(() => sessionKey(master, { id: 'vs_2', dataKey: row.dataKey })).toThrow(SealError);
  });

  test('cannot be had with another master key', () => {
    const stranger = new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] });
    expect(() => sessionKey(stranger, row)).toThrow(SealError);
  });
});
