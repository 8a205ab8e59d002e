import { ERIKSSON, type Holder, selfie } from '@idem/testing';
import sharp from 'sharp';
import { EXPIRES, type GenuineCase, issue, shoot, type Values } from './genuine-case.js';

const anna: Holder = { ...ERIKSSON, surname: 'Berger', givenNames: 'Anna', nationality: 'DEU' };
const NUMBER = 'C4K82M3N7';
const values: Values = {
  type: 'passport',
  issuing_country: 'DE',
  first_name: 'Anna',
  last_name: 'Berger',
  number: NUMBER,
  dob: { year: 1974, month: 8, day: 12 },
  expiration_date: EXPIRES,
};

const passport = async () => (await shoot(await issue('deu-passport', anna, { number: NUMBER }))).front;

/** Stray bytes before the first marker of a kind, as cameras leave them between the segments of a JPEG. */
function before(jpeg: Uint8Array, marker: number, stray: Buffer): Buffer {
  const bytes = Buffer.from(jpeg);
  const at = bytes.indexOf(Buffer.from([0xff, marker]));
  return Buffer.concat([bytes.subarray(0, at), stray, bytes.subarray(at)]);
}

const [TABLES, SCAN] = [0xdb, 0xda];

/** lovell/sharp issue 2416; magicdawn/magicdawn issue 147. */
const STRAY = [
  ['18 zeros before the tables, as a Google Pixel leaves them', TABLES, Buffer.alloc(18)],
  ['4 stray bytes before the scan', SCAN, Buffer.from('5c1f00aa', 'hex')],
] as const;

/** Messengers strip Exif, and the orientation with it. */
const turned = async (angle: number): Promise<Buffer> =>
  sharp(await selfie('vera'))
    .rotate(angle)
    .jpeg()
    .toBuffer();

/** The last day that has not ended everywhere on earth: at UTC−12 it is twelve hours earlier (docs/adr/0032). */
const EARLIEST_ZONE_MS = 12 * 3_600_000;
/** A verification that begins before a day ends there may be submitted after it. */
const WHILE_IT_RUNS_MS = 10 * 60_000;

const lastDay = new Date(Date.now() + WHILE_IT_RUNS_MS - EARLIEST_ZONE_MS);
/** A day that has ended everywhere, whenever today it is looked at. */
const endedDay = new Date(Date.now() - WHILE_IT_RUNS_MS - EARLIEST_ZONE_MS - 24 * 3_600_000);
const [year, month, day] = [lastDay.getUTCFullYear(), lastDay.getUTCMonth() + 1, lastDay.getUTCDate()];

const american = async (lastDay: Date) => {
  const dates = { issued: dayOf(tenYearsBefore(lastDay)), expires: dayOf(lastDay) };
  const holder = { ...anna, nationality: 'USA' } as const;
  return shoot(await issue('usa-passport', holder, { number: 'A48201736', ...dates }));
};
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const tenYearsBefore = (date: Date): Date =>
  new Date(Date.UTC(date.getUTCFullYear() - 10, date.getUTCMonth(), date.getUTCDate() + 1));

const irish: Holder = { ...anna, nationality: 'IRL' };
const IRISH_NUMBER = 'PX4820173';

/** What has to be refused, with words that help. */
export const DEFECTIVE = {
  reflection: async () =>
    shoot(await issue('deu-passport', anna, { number: NUMBER }), { glare: 1, brightness: 1.05 }),
  ended: () => american(endedDay),
  /** The box that opens every file of the format, and no picture. */
  heic: () =>
    Buffer.concat([
      Buffer.from('0000001866747970686569630000000068656963', 'hex'),
      Buffer.from('mif1'),
      Buffer.alloc(4000),
    ]),
  specimen: {
    kind: 'G11',
    what: 'a passport marked as a specimen, in live mode',
    livemode: true,
    values: { ...values, issuing_country: 'IE', number: IRISH_NUMBER },
    pictures: async () => shoot(await issue('irl-passport', irish, { number: IRISH_NUMBER })),
  } satisfies GenuineCase,
};

export const bentPictures: readonly GenuineCase[] = [
  ...STRAY.map(
    ([what, marker, stray]): GenuineCase => ({
      kind: 'G7',
      what: `a passport and a selfie with ${what}`,
      values,
      pictures: async () => ({
        front: before(await passport(), marker, stray),
        selfie: before(await selfie('vera'), marker, stray),
      }),
    }),
  ),
  ...[90, 180, 270].map(
    (angle): GenuineCase => ({
      kind: 'G8',
      what: `a selfie that lies turned by ${angle}° and does not say so`,
      values,
      pictures: async () => ({ front: await passport(), selfie: await turned(angle) }),
    }),
  ),
  {
    kind: 'G9',
    what: 'a passport on the last day of its validity, seen from where that day ends last',
    values: {
      ...values,
      issuing_country: 'US',
      number: 'A48201736',
      expiration_date: { year, month, day },
    },
    pictures: () => american(lastDay),
  },
  {
    kind: 'G11',
    what: 'a passport that captions its signature as a specimen, in live mode',
    livemode: true,
    values: { ...values, issuing_country: 'IE', number: IRISH_NUMBER },
    pictures: async () =>
      shoot(await issue('irl-passport', irish, { number: IRISH_NUMBER, mark: 'signature-caption' })),
  },
];
