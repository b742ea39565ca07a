import type { IncomingMessage } from 'node:http';
import type { DomainError } from '@jejak/kernel';

/** How a request ended, for the access log and the metrics. */
export interface RequestOutcome {
  readonly code: string;
  readonly kind: DomainError['kind'] | 'defect';
}

/** The refusals of requests under way. Written by the filter, read when the answer is out. */
export const outcomes = new WeakMap<IncomingMessage, RequestOutcome>();
