import { pictureOrigin } from '@idem/contracts';
import { openOrigin } from '@idem/platform/files/file-vault';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { deviceOf, slot } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const retouched = () =>
  sharp({ create: { width: 400, height: 400, channels: 3, background: '#a86' } })
    .withExif({ IFD0: { Software: 'Adobe Photoshop 26.1', Artist: 'Erika Mustermann' } })
    .jpeg()
    .toBuffer();

async function originOf(fileId: string) {
  const file = await gateway.db.file.findUniqueOrThrow({ where: { id: fileId }, include: { session: true } });
  const owner = file.session ? sessionKey(gateway.deps.keys, file.session) : gateway.deps.keys;
  return { file, origin: openOrigin(file, owner) };
}

const create = () =>
  gateway.stripe().identity.verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
  });

test('what a picture told of its making is kept, sealed, and nothing else of its metadata', async () => {
  const session = await create();
  const id = await deviceOf(gateway, session).upload(await retouched(), 'selfie');
  const { file, origin } = await originOf(id);
  expect(origin).toMatchObject({ editors: ['photoshop'], generators: [], camera: null });
  expect(JSON.stringify(pictureOrigin.parse(origin))).not.toContain('Erika');
  expect(Buffer.from(file.sealedOrigin!).toString('latin1')).not.toContain('photoshop');
  await gateway.db.verificationSession.update({ where: { id: session.id }, data: { dataKey: null } });
  await expect(originOf(id)).rejects.toThrow(/destroyed/);
});

test('it stays readable when a file uploaded with a key passes to a session, and takes what is said of the camera', async () => {
  const uploaded = await gateway.stripe().files.create({
    purpose: 'selfie',
    file: { data: await retouched(), name: 'me.jpg', type: 'image/jpeg' },
  });
  expect((await originOf(uploaded.id)).origin?.editors).toEqual(['photoshop']);
  const session = await create();
  const fields = new URLSearchParams({
    ...slot('face', uploaded.id),
    'collected_data[face][best_is_virtual_camera]': 'true',
    'collected_data[face][best_camera_lens_model]': 'OBS Virtual Camera',
  });
  const response = await gateway.request('POST', `/v1/identity/verification_pages/${session.id}/data`, {
    body: fields,
  });
  expect(response.status).toBe(200);
  const { file, origin } = await originOf(uploaded.id);
  expect(file.sessionId).toBe(session.id);
  expect(origin).toMatchObject({
    editors: ['photoshop'],
    camera: { virtual: true, label: 'OBS Virtual Camera' },
  });
});

test('a PDF has none', async () => {
  const session = await create();
  const { plainPdf } = await import('@idem/testing/hostile/pdfs');
  const id = await deviceOf(gateway, session).upload(plainPdf());
  expect((await originOf(id)).origin).toBeNull();
});
