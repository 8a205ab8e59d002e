import {
  type CollectDataParams,
  type RequirementError,
  renderPageData,
  stateForbids,
  type VerificationPageDataResource,
} from '@idem/contracts';
import {
  CHIP_FILES,
  type ChipFileName,
  type Collected,
  IMAGE_SLOTS,
  type ImageSlot,
  type SessionOptions,
} from '@idem/domain';
import { sealJson } from '@idem/platform/crypto/seal';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { answerChallenge } from '../challenges/answer-challenge.js';
import type { Deps } from '../deps.js';
import { assertPerson } from '../handoffs/assert-person.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { failSession } from '../sessions/fail-session.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { attachFile } from './attach-file.js';
import { assertOwnPage, openCollected, pageState } from './find-page.js';
import { type CameraHints, noteCamera } from './note-camera.js';

/**
 * Takes what the person supplies: consent, pictures, what was read from a chip, and the answer to a challenge. Nothing is checked before it is submitted.
 *
 * Declined consent is told to the integrator at once, as `last_error` with an event, and the person may
 * still change their mind.
 *
 * @throws {ApiError} 400, 401, 403, 404
 */
export async function collectData(
  deps: Deps,
  { caller, request }: Context,
  { id, params }: { readonly id: string; readonly params: CollectDataParams },
): Promise<VerificationPageDataResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, id);
  if (decidesAnything(params)) assertPerson(caller);
  return deps.db.$transaction(async (tx) => {
    const row = await lockSession(tx, caller, id);
    if (row.status !== 'requires_input') {
      throw stateForbids(
        `This verification session no longer accepts input because its status is \`${row.status}\`.`,
      );
    }
    assertLinkOpen(caller, row, deps.clock.now());

    const errors = liveCaptureErrors(row.options as SessionOptions, params);
    const given = picturesIn(params).filter(({ slot }) =>
      errors.every(({ requirement }) => requirement !== slot),
    );
    const chip = chipFilesIn(params);
    for (const { slot, fileId, param } of given) {
      const kind = slot === 'face' ? 'picture' : 'document';
      await attachFile(tx, deps, { caller, session: row, fileId, param, kind });
      await noteCamera(tx, deps, { session: row, fileId, hints: cameraHints(params, slot) });
    }
    for (const { name, fileId, param } of chip)
      await attachFile(tx, deps, { caller, session: row, fileId, param, kind: name });

    const answer = params.collected_data?.selfie_challenge;
    const again =
      answer === undefined ? null : await answerChallenge(tx, deps, { caller, session: row, answer });
    const challenge = again === null ? answer?.id : undefined;
    const now = merge(openCollected(deps, row), params, { pictures: given, chip, challenge });
    const change = {
      sealedCollected: sealJson(sessionKey(deps.keys, row), now, `verification_session:${id}:collected`),
      personActiveAt: deps.clock.now(),
    };
    const session =
      params.collected_data?.biometric_consent === false
        ? await failSession(tx, deps, {
            session: row,
            code: 'consent_declined',
            request,
            endsLink: false,
            also: change,
          })
        : await tx.verificationSession.update({ where: { id }, data: change });
    return renderPageData(await pageState(tx, deps, session, again === null ? errors : [...errors, again]));
  });
}

const decidesAnything = ({ collected_data: data, clear_data: cleared }: CollectDataParams): boolean =>
  data?.biometric_consent !== undefined || cleared?.biometric_consent !== undefined;

interface Picture {
  readonly slot: ImageSlot;
  readonly fileId: string;
  readonly param: string;
}

function picturesIn({ collected_data: data }: CollectDataParams): readonly Picture[] {
  return IMAGE_SLOTS.flatMap((slot) => {
    const field = slot === 'face' ? 'best_high_res_image' : 'high_res_image';
    const fileId = slot === 'face' ? data?.face?.best_high_res_image : data?.[slot]?.high_res_image;
    return fileId === undefined ? [] : [{ slot, fileId, param: `collected_data[${slot}][${field}]` }];
  });
}

/** What the device says of the camera. */
function cameraHints({ collected_data: data }: CollectDataParams, slot: ImageSlot): CameraHints {
  return slot === 'face'
    ? { virtual: data?.face?.best_is_virtual_camera, label: data?.face?.best_camera_lens_model }
    : { virtual: data?.[slot]?.is_virtual_camera, label: data?.[slot]?.camera_lens_model };
}

interface ChipFile {
  readonly name: ChipFileName;
  readonly fileId: string;
  readonly param: string;
}

function chipFilesIn({ collected_data: data }: CollectDataParams): readonly ChipFile[] {
  return CHIP_FILES.flatMap((name) => {
    const fileId = data?.chip?.[name];
    return fileId === undefined ? [] : [{ name, fileId, param: `collected_data[chip][${name}]` }];
  });
}

function merge(
  before: Collected,
  params: CollectDataParams,
  given: {
    readonly pictures: readonly Picture[];
    readonly chip: readonly ChipFile[];
    readonly challenge: string | undefined;
  },
): Collected {
  const cleared = params.clear_data ?? {};
  const images = { ...before.images };
  for (const slot of IMAGE_SLOTS) if (cleared[slot]) delete images[slot];
  for (const { slot, fileId } of given.pictures) images[slot] = fileId;
  const chip = { ...(cleared.chip ? {} : before.chip) };
  for (const { name, fileId } of given.chip) chip[name] = fileId;
  const consent =
    params.collected_data?.biometric_consent ??
    (cleared.biometric_consent ? undefined : before.biometric_consent);
  const challenge = given.challenge ?? (cleared.selfie_challenge ? undefined : before.selfie_challenge);
  return {
    images,
    ...(Object.keys(chip).length === 0 ? {} : { chip }),
    ...(challenge === undefined ? {} : { selfie_challenge: challenge }),
    ...(consent === undefined ? {} : { biometric_consent: consent }),
  };
}

/** With `require_live_capture` a picture counts only when the client says that it came from the camera. */
function liveCaptureErrors(options: SessionOptions, params: CollectDataParams): readonly RequirementError[] {
  if (options.document?.require_live_capture !== true) return [];
  return picturesIn(params)
    .filter(({ slot }) => {
      const method = params.collected_data?.[slot]?.upload_method;
      return method !== 'auto_capture' && method !== 'manual_capture';
    })
    .map(({ slot }) => ({
      requirement: slot,
      title: 'Take a picture',
      body: 'This verification needs pictures taken with your camera. Uploaded files cannot be used.',
      back_button_text: 'Try again',
      continue_button_text: null,
    }));
}
