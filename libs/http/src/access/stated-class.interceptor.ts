import type { IncomingMessage } from 'node:http';
import type { RequestClass } from '@jejak/observability';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { uploadOptionsOf } from '../body/upload';
import { REQUEST_CLASS } from './request-class';

const stated = new WeakMap<IncomingMessage, RequestClass>();

/** The class that the decorators of a request's route state; undefined where its method says enough. */
export const statedClassOf = (request: IncomingMessage): RequestClass | undefined => stated.get(request);

/** Says of one request what its route cannot say of all: that a list is asked for as a file. */
export const stateClass = (request: IncomingMessage, as: RequestClass): void => {
  stated.set(request, as);
};

/** Notes the class of a request while its route is known, for the measurement at its end. */
@Injectable()
export class StatedClassInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const targets = [context.getHandler(), context.getClass()];
    const named = this.reflector.getAllAndOverride<RequestClass | undefined>(REQUEST_CLASS, targets);
    const found = named ?? (uploadOptionsOf(context.getHandler()) ? 'upload' : undefined);
    if (found) stateClass(context.switchToHttp().getRequest<IncomingMessage>(), found);
    return next.handle();
  }
}
