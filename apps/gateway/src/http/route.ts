import { applyDecorators, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { AccessRule } from './authorize.js';
import type { Context } from './caller.js';
import type { Expandable } from './expand.js';

/** A response that is not JSON. */
export interface MediaResponse {
  readonly mediaType: string;
  readonly description: string;
}

/** A refusal that is this route's own; what every route of its kind can answer is added by itself. */
export interface RouteRefusal {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 429;
  /** `error.code`, where there is one. */
  readonly code?: string;
  /** When it happens, as the end of a sentence: `the session is not in requires_input`. */
  readonly when: string;
}

/** All that is to be known of a route. Guard, validation and documentation read this and nothing else. */
export interface RouteDeclaration<
  P extends z.ZodType | null = z.ZodType | null,
  R extends z.ZodType | MediaResponse = z.ZodType | MediaResponse,
> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the controller's path, in Nest's words: `:id/cancel`. */
  readonly path?: string;
  readonly summary: string;
  readonly access: AccessRule | 'public';
  /** Answered however many ask: what tells whether the process lives and may be sent traffic. */
  readonly unlimited?: true;
  /** Validates the query of GET and DELETE, and the body of POST. Null where whatever is sent is ignored. */
  readonly params: P;
  /** The body of a success, status 200. */
  readonly response: R;
  /** Another status that carries the same body. */
  readonly otherwise?: { readonly status: number; readonly when: string };
  /** What `expand` may name, below `data` in a list; nothing when left out. */
  readonly expandable?: Expandable;
  readonly refusals?: readonly RouteRefusal[];
  /** The body is sent as multipart/form-data: it holds a file. */
  readonly multipart?: true;
}

type Answer<R> = R extends z.ZodType ? z.output<R> : unknown;

/** Whether each argument of a handler is something it is handed: caller, path parameter, reply, parameters. */
type Served<Args extends readonly unknown[], P> = Args extends readonly [infer First, ...infer Rest]
  ? [Context] extends [First]
    ? Served<Rest, P>
    : [string] extends [First]
      ? Served<Rest, P>
      : [FastifyReply] extends [First]
        ? Served<Rest, P>
        : P extends z.ZodType
          ? [z.output<P>] extends [First]
            ? Served<Rest, P>
            : false
          : false
  : true;

const declared = Reflector.createDecorator<RouteDeclaration>();

/**
 * Makes a controller's method a route. The compiler holds the method to the declaration: it returns what
 * `response` describes, and takes what `params` gives.
 */
export function Route<P extends z.ZodType | null, R extends z.ZodType | MediaResponse>(
  declaration: RouteDeclaration<P, R>,
) {
  const decorate = applyDecorators(
    RequestMapping({ path: declaration.path ?? '', method: RequestMethod[declaration.method] }),
    HttpCode(200),
    declared(declaration),
  );
  return <T extends (...args: never[]) => Answer<R> | Promise<Answer<R>>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<T> & (Served<Parameters<T>, P> extends true ? unknown : never),
  ): void => decorate(target, name, descriptor);
}

const reflector = new Reflector();

/** @throws {Error} for a method that is a route without {@link Route}: a mistake of ours */
export function routeOf(handler: (...args: never[]) => unknown): RouteDeclaration {
  const declaration: RouteDeclaration | undefined = reflector.get(declared, handler);
  if (declaration === undefined) throw new Error(`${handler.name} is a route without a declaration`);
  return declaration;
}
