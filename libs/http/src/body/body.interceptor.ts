import { Malformed } from '@jejak/kernel';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  RequestMethod,
} from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { takeInHand } from '../access/admission';
import { ValidationFailed } from '../problems/refusals';
import { cleanValue } from './clean-text';
import { BODY_LIMIT_BYTES, hasBody, mediaTypeOf, readText } from './read-body';
import { parseStrictJson } from './strict-json';
import { uploadOptionsOf } from './upload';

type Target = NewableFunction & { readonly name: string };

/** Whether a handler asks for the body, whole or one member of it. */
const readsBody = (controller: Target, member: string): boolean => {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, member) ?? {}) as Record<
    string,
    unknown
  >;
  return Object.keys(args).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
};

const SAFE: readonly (RequestMethod | undefined)[] = [
  RequestMethod.GET,
  RequestMethod.HEAD,
  RequestMethod.OPTIONS,
];

/**
 * Reads the body of a command. An interceptor and not a middleware, because it stands behind the guard: nobody's body is read
 * before it is known who sends it, and "not signed in" answers before "not valid" (domain.md 2.2).
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const handler = context.getHandler();
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (SAFE.includes(method) || uploadOptionsOf(handler)) return next.handle();
    const body = await this.read(request);
    takeInHand(request, context.switchToHttp().getResponse<Response>());
    if (body !== undefined && !readsBody(context.getClass(), handler.name) && Object.keys(body).length > 0)
      throw new ValidationFailed([{ field: 'body', message: 'no body is expected here' }]);
    request.body = body;
    return next.handle();
  }

  private async read(request: Request): Promise<object | undefined> {
    if (!hasBody(request)) return undefined;
    mediaTypeOf(request, ['application/json']);
    const text = await readText(request, BODY_LIMIT_BYTES);
    if (text === '') return undefined;
    const value = cleanValue(parseStrictJson(text));
    if (typeof value !== 'object' || value === null)
      throw new Malformed('JSON_INVALID', 'The body must be a JSON object.');
    return value;
  }
}
