import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gatewayModule } from '../gateway.module.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { type RouteDeclaration, routeOf } from './route.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

/** Every route of the gateway, from the controllers themselves. */
function routes(): readonly { readonly declaration: RouteDeclaration; readonly path: string }[] {
  return (gatewayModule(gateway.deps).controllers ?? []).flatMap((controller) => {
    const base = String(Reflect.getMetadata('path', controller) ?? '');
    const { prototype } = controller as { prototype: Record<string, (...args: never[]) => unknown> };
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      if (name === 'constructor' || Reflect.getMetadata('path', handler) === undefined) return [];
      const declaration = routeOf(handler);
      const path = [base, declaration.path].filter((part) => part && part !== '/').join('/');
      return [{ declaration, path: `/${path.replaceAll(/:\w+/g, 'x_1')}` }];
    });
  });
}

test.each(['test', 'live'] as const)('a publishable key in %s mode may do nothing at all', async (mode) => {
  const key = gateway.account[mode]!.publishable;
  const closed = routes().filter(({ declaration }) => declaration.access !== 'public');
  expect(closed.length).toBeGreaterThan(30);
  for (const { declaration, path } of closed) {
    const answer = await gateway.request(declaration.method, path, { key });
    expect([declaration.method, path, answer.status, await answer.json()]).toEqual([
      declaration.method,
      path,
      403,
      {
        error: expect.objectContaining({ type: 'invalid_request_error', code: 'secret_key_required' }),
      },
    ]);
  }
});
