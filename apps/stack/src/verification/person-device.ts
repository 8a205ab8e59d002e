import { CHIP_PURPOSE } from '@idem/contracts';
import { CHIP_FILES, type ChipFileName } from '@idem/domain';
import { z } from 'zod';

/** What one verification is given to look at: encoded pictures, and what was read from a chip. */
export interface Pictures {
  readonly front: Uint8Array;
  readonly back?: Uint8Array;
  readonly selfie?: Uint8Array;
  readonly chip?: Readonly<Partial<Record<ChipFileName, Uint8Array>>>;
}

const errorBody = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().optional(),
    param: z.string().optional(),
    message: z.string(),
  }),
});
const idBody = z.object({ id: z.string() });
const pageBody = z.object({
  submitted: z.boolean(),
  requirements: z.object({ missing: z.array(z.string()) }),
});

/** A request that the API refused, in the API's own words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly error: z.infer<typeof errorBody>['error'],
  ) {
    super(error.message);
  }
}

/** A submission that was answered with what is still to be sent. */
export class NotSubmitted extends Error {
  override readonly name = 'NotSubmitted';
  constructor(readonly missing: readonly string[]) {
    super(`The session was not submitted. Still missing: ${missing.join(', ')}.`);
  }
}

/**
 * The person's side of a verification: what the hosted page does from a phone, holding nothing but
 * the session's client secret. Plain HTTP, because the official client speaks for servers only.
 */
export interface PersonDevice {
  /** @returns the file's id. @throws {Refusal} */
  upload(file: Uint8Array, filename: string, purpose?: string): Promise<string>;
  /** Gives consent and names the pictures. @throws {Refusal} */
  collect(files: {
    readonly front: string;
    readonly back?: string | undefined;
    readonly selfie?: string | undefined;
    readonly chip?: Readonly<Partial<Record<ChipFileName, string>>> | undefined;
  }): Promise<void>;
  /** @throws {Refusal} @throws {NotSubmitted} when something is missing, which is no error to the API */
  submit(): Promise<void>;
}

/** @param session As created through the API: its client secret is the only credential used here */
export function personDevice(
  url: string,
  session: { readonly id: string; readonly client_secret: string | null },
): PersonDevice {
  const authorization = `Bearer ${session.client_secret}`;
  const page = `/v1/identity/verification_pages/${session.id}`;
  const post = async (path: string, body: FormData | URLSearchParams): Promise<unknown> => {
    const response = await fetch(new URL(path, url), { method: 'POST', headers: { authorization }, body });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refusal(response.status, errorBody.parse(answer).error);
    return answer;
  };
  return {
    async upload(file, filename, purpose = 'identity_private') {
      const form = new FormData();
      form.set('purpose', purpose);
      form.set('owned_by', session.id);
      form.set('file', new Blob([Buffer.from(file)]), filename);
      return idBody.parse(await post('/v1/files', form)).id;
    },
    async collect({ front, back, selfie, chip }) {
      const fields = new URLSearchParams({
        'collected_data[biometric_consent]': 'true',
        'collected_data[id_document_front][high_res_image]': front,
        'collected_data[id_document_front][upload_method]': 'file_upload',
      });
      if (back !== undefined) fields.set('collected_data[id_document_back][high_res_image]', back);
      if (selfie !== undefined) fields.set('collected_data[face][best_high_res_image]', selfie);
      for (const [name, id] of Object.entries(chip ?? {})) fields.set(`collected_data[chip][${name}]`, id);
      await post(`${page}/data`, fields);
    },
    async submit() {
      const { submitted, requirements } = pageBody.parse(await post(`${page}/submit`, new URLSearchParams()));
      if (!submitted) throw new NotSubmitted(requirements.missing);
    },
  };
}

/** Uploads everything and names it; everything short of submitting. @throws {Refusal} */
export async function handInPictures(device: PersonDevice, pictures: Pictures): Promise<void> {
  const [front, back, selfie, chip] = await Promise.all([
    device.upload(pictures.front, 'document-front.jpg'),
    pictures.back && device.upload(pictures.back, 'document-back.jpg'),
    pictures.selfie && device.upload(pictures.selfie, 'selfie.jpg'),
    pictures.chip && uploadChip(device, pictures.chip),
  ]);
  await device.collect({ front, back, selfie, chip });
}

async function uploadChip(
  device: PersonDevice,
  chip: NonNullable<Pictures['chip']>,
): Promise<Partial<Record<ChipFileName, string>>> {
  const uploads = CHIP_FILES.map(async (name) => {
    const bytes = chip[name];
    return bytes === undefined
      ? []
      : [[name, await device.upload(bytes, `${name}.bin`, CHIP_PURPOSE)] as const];
  });
  return Object.fromEntries((await Promise.all(uploads)).flat());
}
