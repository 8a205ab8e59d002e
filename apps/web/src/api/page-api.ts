import type { HandoffResource, SelfieChallengeResource } from '@idem/contracts';
import type { ReportableFailure } from '@idem/domain';
import type { Device } from '../device/device.js';
import { callApi } from './call-api.js';
import type { FormValue } from './encode-form.js';
import type { Outcome } from './outcome.js';
import type { PageData, PageOpening, PageResource } from './page-resource.js';

/** Opens the link for this browser, and binds it to it. */
export const openLink = (
  device: Device,
  { link, browserKey }: { readonly link: string; readonly browserKey: string },
): Promise<Outcome<PageOpening>> =>
  callApi(device, {
    method: 'POST',
    path: '/v1/idem/page_openings',
    key: null,
    fields: { link, browser_key: browserKey },
  });

/** Does something with the key of the page, and once more with a new one when that key has ended. */
export type WithKey = <T>(work: (key: string) => Promise<Outcome<T>>) => Promise<Outcome<T>>;

/** The calls that one opened page makes. */
export interface PageApi {
  readonly show: () => Promise<Outcome<PageResource>>;
  /** @param data `collected_data` */
  readonly collect: (data: { readonly [name: string]: FormValue }) => Promise<Outcome<PageData>>;
  readonly challenge: () => Promise<Outcome<SelfieChallengeResource>>;
  readonly cannotVerify: (code: ReportableFailure) => Promise<Outcome<PageData>>;
  readonly submit: () => Promise<Outcome<PageData>>;
  /** Makes a link for a second device. */
  readonly handOver: () => Promise<Outcome<HandoffResource>>;
  readonly handoff: () => Promise<Outcome<HandoffResource>>;
  readonly endHandoff: () => Promise<Outcome<HandoffResource>>;
}

/** @param sessionId of the session that was opened */
export function pageApi(device: Device, sessionId: string, withKey: WithKey): PageApi {
  const path = `/v1/identity/verification_pages/${encodeURIComponent(sessionId)}`;
  const post = <T>(action: string, fields: { readonly [name: string]: FormValue } = {}) =>
    withKey((key) => callApi<T>(device, { method: 'POST', path: `${path}/${action}`, key, fields }));
  return {
    show: () => withKey((key) => callApi(device, { method: 'GET', path, key })),
    collect: (data) => post('data', { collected_data: data }),
    challenge: () => post('selfie_challenge'),
    cannotVerify: (code) => post('cannot_verify', { code }),
    submit: () => post('submit'),
    handOver: () => post('handoff'),
    handoff: () => withKey((key) => callApi(device, { method: 'GET', path: `${path}/handoff`, key })),
    endHandoff: () => post('handoff/cancel'),
  };
}
