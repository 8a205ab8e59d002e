import {
  type OnlyExpand,
  onlyExpand,
  pageSettingsResource,
  type UpdatePageSettingsParams,
  updatePageSettingsParams,
} from '@idem/contracts';
import { Controller, Inject } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { showPageSettings } from './show-page-settings.js';
import { updatePageSettings } from './update-page-settings.js';

/** Name and look of the person's page, and who may frame it. Stripe has this in its dashboard only. */
@Controller('v1/idem/page_settings')
export class PageSettingsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    summary: "Retrieve the settings of the person's page",
    access: { permission: 'page_settings.read' },
    params: onlyExpand,
    response: pageSettingsResource,
  })
  show(@Ctx() context: Context, @Params() { expand }: OnlyExpand) {
    return showPageSettings(this.deps, context, { expand });
  }

  @Route({
    method: 'POST',
    summary: "Update the settings of the person's page",
    access: { permission: 'page_settings.write' },
    params: updatePageSettingsParams,
    response: pageSettingsResource,
    refusals: [{ status: 400, when: 'the colours cannot be told apart' }],
  })
  update(@Ctx() context: Context, @Params() params: UpdatePageSettingsParams) {
    return updatePageSettings(this.deps, context, params);
  }
}
