import type { RequestClass } from '@jejak/observability';
import { SetMetadata } from '@nestjs/common';

export const REQUEST_CLASS = Symbol('jejak.request-class');

/** Says which objective a route is measured against, where its method does not: feeds, exports, proofs. */
export const Measured = (as: RequestClass) => SetMetadata(REQUEST_CLASS, as);
