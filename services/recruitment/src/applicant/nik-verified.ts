import type { IncomingMessage } from 'node:http';
import { callerOf } from '@jejak/auth';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Parameter decorator: whether the issuer vouches for the caller's citizen number. Nothing that a request says changes it. */
export const NikVerified = createParamDecorator(
  (_: unknown, context: ExecutionContext): boolean =>
    callerOf(context.switchToHttp().getRequest<IncomingMessage>()).nikVerified === true,
);
