import type { Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { type RouteDeclaration, routeOf } from '../http/route.js';

/** A route as the document tells of it. */
export interface DescribedRoute {
  readonly declaration: RouteDeclaration;
  /** As OpenAPI writes it: `/v1/events/{id}`. */
  readonly path: string;
  /** Names of the parameters in the path. */
  readonly placeholders: readonly string[];
  /** Unique: `sessions_cancel`. */
  readonly operationId: string;
  /** What the document groups it under: `Webhook endpoints`. */
  readonly tag: string;
}

/**
 * Every route of these controllers.
 *
 * @throws {Error} when one is a route without a declaration, or two have one id: mistakes of ours
 */
export function listRoutes(controllers: readonly Type[]): readonly DescribedRoute[] {
  const routes = controllers.flatMap(routesOf);
  const ids = new Set(routes.map(({ operationId }) => operationId));
  if (ids.size !== routes.length) throw new Error('two routes have the same operation id');
  return routes;
}

function routesOf(controller: Type): DescribedRoute[] {
  const base: unknown = Reflect.getMetadata(PATH_METADATA, controller);
  const name = controller.name.replace(/Controller$/, '');
  const prototype = controller.prototype as Record<string, (...args: never[]) => unknown>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((method) => Reflect.hasMetadata(PATH_METADATA, prototype[method]!))
    .map((method) => {
      const declaration = routeOf(prototype[method]!);
      const path = documentedPath(`${String(base ?? '')}/${declaration.path ?? ''}`);
      return {
        declaration,
        path,
        placeholders: [...path.matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder!),
        operationId: `${snakeCase(name)}_${snakeCase(method)}`,
        tag: sentenceCase(name),
      };
    });
}

const documentedPath = (path: string): string =>
  `/${path.split('/').filter(Boolean).join('/')}`.replaceAll(/:(\w+)/g, '{$1}');

const words = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
const snakeCase = (name: string): string => words(name).replaceAll(' ', '_');
const sentenceCase = (name: string): string => words(name).replace(/^./, (first) => first.toUpperCase());
