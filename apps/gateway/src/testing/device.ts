import { expect } from '@jest/globals';
import sharp from 'sharp';
import type { TestGateway } from './start-gateway.js';

export interface PageData {
  status: string;
  submitted: boolean;
  closed: boolean;
  requirements: { missing: string[]; errors: { requirement: string }[] };
  error?: { message: string; code?: string; param?: string };
}

/** The person's device, holding a session's client secret. */
export function deviceOf(gateway: TestGateway, session: { id: string; client_secret: string | null }) {
  const key = session.client_secret;
  const page = `/v1/identity/verification_pages/${session.id}`;
  const call = async (method: string, path: string, body?: RequestInit['body']) => {
    const response = await gateway.request(method, path, { key, body: body ?? null });
    return { status: response.status, body: (await response.json()) as PageData & Record<string, unknown> };
  };
  return {
    show: () => call('GET', page),
    send: (fields: Record<string, string>) => call('POST', `${page}/data`, new URLSearchParams(fields)),
    submit: () => call('POST', `${page}/submit`),
    /** Sends a picture, or a file for another purpose, and returns its file id. */
    async upload(bytes?: Uint8Array, purpose = 'identity_private'): Promise<string> {
      bytes ??= await takenPicture();
      const form = new FormData();
      form.set('purpose', purpose);
      form.set('owned_by', session.id);
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'front.jpg');
      const { status, body } = await call('POST', '/v1/files', form);
      expect([status, body.error]).toEqual([200, undefined]);
      return String(body.id);
    },
  };
}

/** A picture as a camera makes it: with metadata. */
export const takenPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 250, channels: 3, background: '#693' } })
    .withExif({ IFD0: { Artist: 'Erika Mustermann' } })
    .jpeg()
    .toBuffer();

export const CONSENT = { 'collected_data[biometric_consent]': 'true' };
export const slot = (name: string, fileId: string) => ({
  [`collected_data[${name}][${name === 'face' ? 'best_high_res_image' : 'high_res_image'}]`]: fileId,
});

/** A device that has already sent what a document session needs. */
export async function suppliedDevice(
  gateway: TestGateway,
  session: { id: string; client_secret: string | null },
  { selfie = false }: { readonly selfie?: boolean } = {},
) {
  const person = deviceOf(gateway, session);
  const front = await person.upload();
  const face = selfie ? slot('face', await person.upload(undefined, 'selfie')) : {};
  const { body } = await person.send({ ...CONSENT, ...slot('id_document_front', front), ...face });
  expect(body.requirements.missing).toEqual([]);
  return { person, front };
}
