import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ValidationFailed } from '../problems/refusals';
import { waitMsOf } from './prefer';

/** The version of a stream that a reader wants to see, and how long it would wait for it. */
export interface Awaited {
  readonly version: number;
  /** Milliseconds; 0 = do not wait. */
  readonly waitMs: number;
}

const VERSION = /^[1-9]\d{0,9}$/;

/** From `?version=7` and `Prefer: wait=2`; undefined where no version is named. @throws Malformed */
export const awaitedOf = (request: Pick<Request, 'query' | 'headers'>): Awaited | undefined => {
  const { version } = request.query;
  const { prefer } = request.headers;
  const waitMs = waitMsOf(Array.isArray(prefer) ? prefer.join(',') : prefer);
  if (version === undefined) return undefined;
  if (typeof version !== 'string' || !VERSION.test(version))
    throw new ValidationFailed([{ field: 'version', message: 'version must be a positive integer' }]);
  return { version: Number(version), waitMs };
};

/**
 * Parameter decorator for queries: {@link Awaited} or undefined. Hand it to `Projections.reached(…)` before reading.
 * @throws Malformed
 */
export const ReadYourWrites = createParamDecorator((_: unknown, context: ExecutionContext) =>
  awaitedOf(context.switchToHttp().getRequest<Request>()),
);
