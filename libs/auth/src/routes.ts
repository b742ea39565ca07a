import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Permission } from './permissions';
import { accessOf } from './requires';

/** A route of a controller and what it asks for. */
export interface GuardedRoute {
  /** `GET`, `POST` … */
  readonly method: string;
  /** The template without a global prefix: `/v1/evaluations/:id/rate`. */
  readonly path: string;
  /** The permission, or `public`; undefined where nobody said. */
  readonly access: Permission | 'public' | undefined;
  /** `EvaluationController.rate` */
  readonly handler: string;
  readonly controller: NewableFunction;
  readonly member: string;
}

const listed = (path: unknown): string[] =>
  Array.isArray(path) ? path.map(String) : [typeof path === 'string' ? path : ''];

const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Every route of the application, as the decorators declare it. */
export const routesOf = (app: Pick<INestApplicationContext, 'get'>): GuardedRoute[] => {
  const discovery = app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    // A controller's metatype is its class; Nest types it as any function.
    const controller = metatype as NewableFunction;
    const prototype = controller.prototype as Record<string, () => unknown>;
    const prefixes = listed(Reflect.getMetadata(PATH_METADATA, controller));
    return scanner.getAllMethodNames(prototype).flatMap((member) => {
      const handler = prototype[member];
      const paths: unknown = Reflect.getMetadata(PATH_METADATA, handler);
      if (paths === undefined) return [];
      const method =
        RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler) ?? RequestMethod.GET)];
      const access = accessOf(handler, controller);
      return prefixes.flatMap((prefix) =>
        listed(paths).map((path) => ({
          method,
          path: joined(prefix, path),
          access,
          handler: `${controller.name}.${member}`,
          controller,
          member,
        })),
      );
    });
  });
};

/** Refuses an application that has a route without a permission. @throws Error that names every such route */
export const assertEveryRouteGuarded = (app: Pick<INestApplicationContext, 'get'>): void => {
  const open = routesOf(app).filter(({ access }) => access === undefined);
  if (open.length > 0)
    throw new Error(
      `These routes say neither @Requires(…) nor @Public(): ${open
        .map(({ method, path, handler }) => `${method} ${path} (${handler})`)
        .join(', ')}`,
    );
};
