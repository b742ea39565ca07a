import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { etagOf } from '../request/if-match';

/**
 * Names the version of what is answered: the stream after a command, the row of a query. What it says is what `If-Match` of the next
 * command takes. Read from the answer's own `version`, so no adapter can forget it.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const version = versionOf(answer);
        if (version !== undefined && !response.headersSent && !response.hasHeader('ETag'))
          response.setHeader('ETag', etagOf(version));
        return answer;
      }),
    );
  }
}

const versionOf = (answer: unknown): number | bigint | undefined => {
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  const { version } = answer;
  if (typeof version === 'bigint') return version;
  // bigint columns come out of pg as text.
  if (typeof version === 'string' && /^\d{1,15}$/.test(version)) return Number(version);
  return typeof version === 'number' && Number.isSafeInteger(version) ? version : undefined;
};
