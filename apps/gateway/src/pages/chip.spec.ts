import { loadFile } from '@idem/platform/files/file-vault';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup11 } from '@idem/testing/chip/data-groups';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { deviceOf, slot, suppliedDevice } from '../testing/device.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const PURPOSE = 'identity_document_chip';
const chip = createChip({
  country: createChipCountry(),
  mrz: ['P'.padEnd(44, '<'), 'C'.padEnd(44, '<')],
  dg11: dataGroup11({ fullName: 'VÖGT<<IDA' }),
});
const part = (name: string, fileId: string) => ({ [`collected_data[chip][${name}]`]: fileId });

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const create = () => stripe.identity.verificationSessions.create({ type: 'document' });
const rowOf = (id: string) =>
  gateway.db.verificationSession.findUniqueOrThrow({ where: { id }, include: { submissions: true } });

describe('a chip', () => {
  test('is uploaded, collected and submitted beside the pictures, sealed, as ids', async () => {
    const session = await create();
    const { person, front } = await suppliedDevice(gateway, session);
    const sod = await person.upload(chip.sod, PURPOSE);
    const dg1 = await person.upload(chip.dg1, PURPOSE);
    const dg11 = await person.upload(chip.dg11, PURPOSE);
    // In two requests: the second adds to the first.
    expect(await person.send({ ...part('sod', sod), ...part('dg11', dg11) })).toMatchObject({ status: 200 });
    expect(await person.send(part('dg1', dg1))).toMatchObject({ status: 200 });
    expect(await person.submit()).toMatchObject({ status: 200, body: { status: 'processing' } });

    const row = await rowOf(session.id);
    expect(row.submissions[0]?.inputs).toEqual({ id_document_front: front, chip: { sod, dg1, dg11 } });
    const file = await gateway.db.file.findUniqueOrThrow({ where: { id: dg1 } });
    expect(file).toMatchObject({ purpose: PURPOSE, type: 'dg1', width: null, height: null });
    const owner = sessionKey(gateway.deps.keys, row);
    expect(Buffer.compare(await loadFile(gateway.deps, { file, owner }), chip.dg1)).toBe(0);
    const jobs = await gateway.db.outboxRow.findMany({ select: { payload: true } });
    expect(JSON.stringify(jobs)).not.toContain(dg1);
  });

  test('may be left out, and is never asked for', async () => {
    const { person } = await suppliedDevice(gateway, await create());
    expect((await person.show()).body.requirements.missing).toEqual([]);
    expect(await person.submit()).toMatchObject({ status: 200 });
  });

  test.each([
    ['without its security object', ['dg1'], 'collected_data[chip][sod]'],
    ['without DG1', ['sod'], 'collected_data[chip][dg1]'],
    ['of DG11 alone', ['dg11'], 'collected_data[chip][sod], collected_data[chip][dg1]'],
  ] as const)(
    '%s is refused at submission, and taken once it is whole or gone',
    async (_what, names, missing) => {
      const session = await create();
      const { person } = await suppliedDevice(gateway, session);
      for (const name of names) await person.send(part(name, await person.upload(chip[name], PURPOSE)));
      const refused = await person.submit();
      expect(refused).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error' } } });
      expect(refused.body.error?.message).toContain(`without ${missing}. Add`);
      expect((await rowOf(session.id)).status).toBe('requires_input');
      await person.send({ 'clear_data[chip]': 'true' });
      expect(await person.submit()).toMatchObject({ status: 200 });
      expect((await rowOf(session.id)).submissions[0]?.inputs).not.toHaveProperty('chip');
    },
  );

  test('is replaced whole by clear_data beside new files', async () => {
    const session = await create();
    const { person } = await suppliedDevice(gateway, session);
    const ids = [await person.upload(chip.sod, PURPOSE), await person.upload(chip.dg1, PURPOSE)] as const;
    await person.send(part('dg11', await person.upload(chip.dg11, PURPOSE)));
    await person.send({ 'clear_data[chip]': 'true', ...part('sod', ids[0]), ...part('dg1', ids[1]) });
    await person.submit();
    expect((await rowOf(session.id)).submissions[0]?.inputs).toMatchObject({
      chip: { sod: ids[0], dg1: ids[1] },
    });
    expect((await rowOf(session.id)).submissions[0]?.inputs).not.toHaveProperty('chip.dg11');
  });
});

describe('is refused', () => {
  test('a file in the place of another', async () => {
    const { person, front } = await suppliedDevice(gateway, await create());
    const dg1 = await person.upload(chip.dg1, PURPOSE);
    for (const [fields, param] of [
      [part('sod', dg1), 'collected_data[chip][sod]'],
      [part('dg1', front), 'collected_data[chip][dg1]'],
      [slot('id_document_front', dg1), 'collected_data[id_document_front][high_res_image]'],
      [slot('face', dg1), 'collected_data[face][best_high_res_image]'],
    ] as const) {
      expect(await person.send(fields)).toMatchObject({
        status: 400,
        body: { error: { code: 'parameter_invalid_file_type', param } },
      });
    }
  });

  test("another session's file, and a file that is not there", async () => {
    const [own, other] = [await create(), await create()];
    const { person } = await suppliedDevice(gateway, own);
    const foreign = await deviceOf(gateway, other).upload(chip.dg1, PURPOSE);
    for (const fileId of [foreign, 'file_nothing']) {
      expect(await person.send(part('dg1', fileId))).toMatchObject({
        status: 404,
        body: { error: { code: 'resource_missing', param: 'collected_data[chip][dg1]' } },
      });
    }
  });

  test('a data group that is not read, by name', async () => {
    const { person, front } = await suppliedDevice(gateway, await create());
    for (const name of ['dg3', 'com', 'DG1']) {
      expect(await person.send(part(name, front))).toMatchObject({
        status: 400,
        body: { error: { code: 'parameter_unknown', param: `collected_data[chip][${name}]` } },
      });
    }
  });
});
