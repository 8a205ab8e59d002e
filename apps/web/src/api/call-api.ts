import type { Device } from '../device/device.js';
import { encodeForm, type FormValue } from './encode-form.js';
import type { Outcome } from './outcome.js';
import { retry } from './retry.js';

export interface Call {
  readonly method: 'GET' | 'POST';
  /** From the API's root: `/v1/…` */
  readonly path: string;
  /** Bearer; null before the page has one. */
  readonly key: string | null;
  readonly fields?: { readonly [name: string]: FormValue };
}

/**
 * Calls the API of the page's own origin and tries again what can pass by itself.
 *
 * @typeParam T what the contract says is answered; the server validates it before it is sent
 */
export const callApi = <T>(device: Device, call: Call): Promise<Outcome<T>> =>
  retry(device, () => callOnce<T>(device, call));

async function callOnce<T>(device: Device, { method, path, key, fields }: Call): Promise<Outcome<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await device.fetch(path, {
      method,
      body: method === 'POST' ? encodeForm(fields ?? {}) : null,
      headers: key === null ? {} : { Authorization: `Bearer ${key}` },
      credentials: 'omit',
      cache: 'no-store',
    });
    body = await response.json().catch(() => undefined);
  } catch {
    return { ok: false, problem: { kind: 'offline' } };
  }
  return readAnswer<T>(response.status, body);
}

/** What an answer of the API means. */
export function readAnswer<T>(status: number, body: unknown): Outcome<T> {
  if (typeof body !== 'object' || body === null || status >= 500) {
    return { ok: false, problem: { kind: 'unavailable', status } };
  }
  // The contract, which the server holds every answer against, is the border; checking it twice costs 15 kB.
  if (status < 300) return { ok: true, value: body as T };
  const error = 'error' in body && typeof body.error === 'object' ? body.error : null;
  const text = (name: 'code' | 'message'): string | null => {
    const value = error === null ? undefined : Object.entries(error).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : null;
  };
  return {
    ok: false,
    problem: { kind: 'refused', status, code: text('code'), message: text('message') ?? '' },
  };
}
