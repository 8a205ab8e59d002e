import type { DocumentType, ReportableFailure } from '@idem/domain';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { FormValue } from '../api/encode-form.js';
import type { Outcome, Problem } from '../api/outcome.js';
import type { PageApi, WithKey } from '../api/page-api.js';
import type { PageData, PageOpening, PageResource } from '../api/page-resource.js';
import { chooseScreen, type Progress, type Refusal, type ScreenName } from './choose-screen.js';

const START: Progress = {
  problem: null,
  documentType: null,
  declined: false,
  errorSeen: false,
  failureSeen: false,
  submitted: false,
  front: null,
  backSent: false,
  refusal: null,
  stranded: false,
  handedOver: false,
  codeCompared: false,
  cameraFailures: 0,
};

/** A key lives for an hour, and a person may take longer. */
const hasEnded = (problem: Problem): boolean =>
  problem.kind === 'refused' && problem.status === 401 && problem.code === 'api_key_expired';

/** Statuses of refusals of the key, or of the link that stands behind it. */
const FINAL: readonly number[] = [401, 403, 410];

/** What is said of a picture or an answer that did not arrive. */
export const refusalOf = (problem: Problem): Refusal =>
  problem.kind === 'refused'
    ? { words: 'page.refused', detail: problem.message }
    : { words: problem.kind === 'offline' ? 'connection.body' : 'trouble.body', detail: null };

/** What the page knows, and the only ways in which that changes. */
export interface SessionStore {
  readonly page: ReadonlySignal<PageResource | null>;
  readonly opening: ReadonlySignal<PageOpening | null>;
  readonly progress: ReadonlySignal<Progress>;
  readonly screen: ReadonlySignal<ScreenName>;
  /** Opens the link, or reads the session anew; what a reload does, and "Try again". */
  readonly load: () => Promise<void>;
  readonly note: (change: Partial<Progress>) => void;
  readonly chooseDocument: (type: DocumentType) => void;
  /** Sends `collected_data`. @returns whether it was taken */
  readonly collect: (data: { readonly [name: string]: FormValue }) => Promise<boolean>;
  readonly decline: (code: ReportableFailure) => Promise<void>;
  readonly submit: () => Promise<void>;
  readonly api: () => PageApi;
  /** Of uploads: the other calls know the key by themselves. */
  readonly withKey: WithKey;
}

/** @param open opens the link; called again when it could not be opened before */
export function createSessionStore(
  open: () => Promise<Outcome<PageOpening>>,
  apiOf: (opening: PageOpening, withKey: WithKey) => PageApi,
): SessionStore {
  const page = signal<PageResource | null>(null);
  const opening = signal<PageOpening | null>(null);
  const progress = signal<Progress>(START);
  const screen = computed(() => chooseScreen(page.value, progress.value, opening.value?.scope));
  const note = (change: Partial<Progress>) => {
    progress.value = { ...progress.value, ...change };
  };
  const opened = (): PageOpening => {
    if (opening.value === null) throw new Error('the link has not been opened');
    return opening.value;
  };
  const withKey: WithKey = async (work) => {
    const outcome = await work(opened().key);
    if (outcome.ok || !hasEnded(outcome.problem)) return outcome;
    const again = await open();
    if (!again.ok) return again;
    opening.value = again.value;
    return work(again.value.key);
  };
  const api = (): PageApi => apiOf(opened(), withKey);

  type Collected = { readonly [name: string]: FormValue };
  let unsent: Collected | null = null;

  async function collect(data: Collected): Promise<boolean> {
    const outcome = await api().collect(data);
    unsent = outcome.ok || outcome.problem.kind === 'refused' ? null : data;
    return take(outcome, {
      errorSeen: false,
      declined: false,
      ...('id_document_back' in data ? { backSent: true } : {}),
    });
  }

  async function load(): Promise<void> {
    if (opening.value === null) {
      const first = await open();
      if (!first.ok) return note({ problem: first.problem });
      opening.value = first.value;
    }
    const shown = await api().show();
    if (!shown.ok) return note({ problem: shown.problem });
    page.value = shown.value;
    note({ problem: null });
    // What was not taken because the network was away is sent again with the files that are there already.
    if (unsent !== null) await collect(unsent);
  }

  /** Takes over what the server answers to whatever was sent. */
  async function take(outcome: Outcome<PageData>, change: Partial<Progress>): Promise<boolean> {
    if (!outcome.ok) {
      // Another tab may have been faster: what the session says now decides, not this refusal.
      // This link may do nothing more, and whoever asked has to give a new one.
      const final = outcome.problem.kind !== 'refused' || FINAL.includes(outcome.problem.status);
      if (final) note({ problem: outcome.problem });
      else {
        await load();
        note({ refusal: refusalOf(outcome.problem) });
      }
      return false;
    }
    const { status, submitted, closed, tries_left, requirements } = outcome.value;
    if (page.value !== null)
      page.value = { ...page.value, status, submitted, closed, tries_left, requirements };
    note({ refusal: null, ...change });
    return requirements.errors.length === 0;
  }

  return {
    page,
    opening,
    progress,
    screen,
    load,
    note,
    chooseDocument: (documentType) => note({ documentType }),
    collect,
    decline: async (code) => {
      await take(await api().cannotVerify(code), { declined: true });
    },
    submit: async () => {
      const outcome = await api().submit();
      const submitted = outcome.ok && outcome.value.submitted;
      await take(outcome, { submitted, errorSeen: false, ...(submitted ? { failureSeen: false } : {}) });
    },
    api,
    withKey,
  };
}
