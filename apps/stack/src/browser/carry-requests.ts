import type { BrowserContext } from 'playwright-core';

/** A file in a form never reaches whoever carries a request; bytes do. */
const FORMS_AS_BYTES = `{
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    if (!(body instanceof FormData)) return send.call(this, body);
    const form = new Response(body);
    void form.arrayBuffer().then((bytes) => {
      this.setRequestHeader('Content-Type', form.headers.get('Content-Type'));
      send.call(this, bytes);
    });
  };
}`;

/**
 * Carries every request of a browser through this process, so that the browser opens no connection of its own. Before its
 * first one Chromium tries whether an address of Google's has a route, to know whether there is IPv6, and no switch
 * prevents it (`HostResolverManager::StartIPv6ReachabilityCheck`).
 */
export async function carryRequests(context: BrowserContext): Promise<void> {
  await context.addInitScript(FORMS_AS_BYTES);
  await context.route('**/*', async (route) => route.fulfill({ response: await route.fetch() }));
}
