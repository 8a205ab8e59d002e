import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Context } from './caller.js';
import { Route, routeOf } from './route.js';

const response = z.strictObject({ id: z.string() });
const params = z.strictObject({ limit: z.int().optional() });
const declaration = { method: 'GET', summary: 'Something', access: 'public', params, response } as const;

/** The compiler refuses a breach below, or fails the type check of the specs because an error is missing. */
class Declared {
  @Route(declaration)
  fits(_context: Context, _id: string, _params: { limit?: number | undefined }) {
    return Promise.resolve({ id: 'a' });
  }

  // @ts-expect-error the response has a number where a string was declared
  @Route(declaration)
  answersOtherwise() {
    return { id: 1 };
  }

  // @ts-expect-error the schema does not give what the method wants
  @Route(declaration)
  wantsMore(_params: { limit: number; offset: number }) {
    return { id: 'a' };
  }

  // @ts-expect-error a route whose parameters are ignored has none to hand on
  @Route({ ...declaration, params: null })
  wantsIgnored(_params: { limit?: number | undefined }) {
    return { id: 'a' };
  }

  undeclared() {
    return { id: 'a' };
  }
}

describe('a route', () => {
  test('is found again by its method', () => {
    expect(routeOf(Declared.prototype.fits)).toBe(declaration);
  });

  test('without a declaration is a mistake', () => {
    expect(() => routeOf(Declared.prototype.undeclared)).toThrow(
      'undeclared is a route without a declaration',
    );
  });
});
