import { LINK_REFUSALS, type OpenPageParams, openPageParams, pageOpeningResource } from '@idem/contracts';
import { Controller, Inject } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { openPage } from './open-page.js';

@Controller('v1/idem/page_openings')
export class PageOpeningsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: "Open a session's link for the person's browser",
    access: 'public',
    params: openPageParams,
    response: pageOpeningResource,
    refusals: [
      {
        status: LINK_REFUSALS.link_invalid,
        code: 'link_invalid',
        when: 'the link is unknown or was replaced',
      },
      { status: LINK_REFUSALS.link_expired, code: 'link_expired', when: 'the link has expired' },
      { status: LINK_REFUSALS.link_used, code: 'link_used', when: 'the link was used without the page' },
      {
        status: LINK_REFUSALS.link_opened_elsewhere,
        code: 'link_opened_elsewhere',
        when: 'another browser opened it',
      },
      {
        status: LINK_REFUSALS.verification_canceled,
        code: 'verification_canceled',
        when: 'the session was canceled',
      },
    ],
  })
  open(@Params() params: OpenPageParams) {
    return openPage(this.deps, params);
  }
}
