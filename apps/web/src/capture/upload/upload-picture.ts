import { readAnswer } from '../../api/call-api.js';
import type { Outcome } from '../../api/outcome.js';
import { retry } from '../../api/retry.js';
import type { Device } from '../../device/device.js';

export interface Upload {
  readonly picture: Blob;
  readonly name: string;
  readonly purpose: string;
  /** The verification session's id. */
  readonly ownedBy: string;
  readonly key: string;
  /** @param share of the bytes that were sent, 0 to 1 */
  readonly onProgress?: (share: number) => void;
}

/** Uploads a picture, again where the network fails. @returns the file's id */
export async function uploadPicture(device: Device, upload: Upload): Promise<Outcome<string>> {
  const outcome = await retry(device, () => send(upload));
  return outcome.ok ? { ok: true, value: outcome.value.id } : outcome;
}

/** `XMLHttpRequest`, because `fetch` does not tell how much was sent. */
function send({
  picture,
  name,
  purpose,
  ownedBy,
  key,
  onProgress,
}: Upload): Promise<Outcome<{ id: string }>> {
  const form = new FormData();
  form.set('purpose', purpose);
  form.set('owned_by', ownedBy);
  form.set('file', picture, name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/files');
    request.setRequestHeader('Authorization', `Bearer ${key}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded / total));
    request.addEventListener('load', () => resolve(readAnswer(request.status, request.response)));
    request.addEventListener('error', () => resolve({ ok: false, problem: { kind: 'offline' } }));
    request.send(form);
  });
}
