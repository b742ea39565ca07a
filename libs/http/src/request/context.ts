import type { IncomingMessage } from 'node:http';
import { accessOf, callerOf, isDecision, type Permission } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { currentTraceparent } from '@jejak/observability';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { commandIdOf } from './idempotency-key';
import { askedOf } from './first-answer.interceptor';
import { expectedVersionOf } from './if-match';

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** Who does what under which id, from the request and what the guard found. @throws Malformed on a header that cannot be read */
export const contextOf = (request: IncomingMessage, permission?: Permission): CommandContext => {
  const { id, role } = callerOf(request);
  const { headers } = request;
  const expectedVersion = expectedVersionOf(one(headers['if-match']));
  const traceparent = currentTraceparent();
  const asked = askedOf(request);
  return {
    commandId: asked?.commandId ?? commandIdOf(one(headers['idempotency-key']), id),
    actor: id,
    role,
    ...(asked ? { asked } : {}),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(permission !== undefined && isDecision(permission) ? { decision: true } : {}),
  };
};

/** The {@link CommandContext} of the request that a handler is about to answer. @throws Malformed */
export const contextOfHandler = (context: ExecutionContext): CommandContext => {
  const access = accessOf(context.getHandler(), context.getClass());
  const request = context.switchToHttp().getRequest<IncomingMessage>();
  return contextOf(request, access === 'public' ? undefined : access);
};

/** Parameter decorator: the {@link CommandContext} of this request. Nothing in it comes from the body. */
export const Context = createParamDecorator((_: unknown, context: ExecutionContext) =>
  contextOfHandler(context),
);
