import { type DomainError, Unavailable } from '@jejak/kernel';
import { currentTraceId, type Logger } from '@jejak/observability';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { Express, Request, Response } from 'express';
import { drained } from '../body/drain';
import { outcomes } from '../request/request-outcome';
import { allowedMethods } from './allowed-methods';
import { internalProblem, type Problem, problemOf, refusalOf } from './problem';
import { languageOf } from './problem-text';
import { MethodNotAllowed, Overloaded, TooManyRequests } from './refusals';

const RETRY_AFTER_SECONDS = 2;

/** Answers a request with a problem document. Nothing of the request comes back in it. */
export const sendProblem = (request: Request, response: Response, problem: Problem): void => {
  const language = languageOf(request.headers['accept-language']);
  response
    .status(problem.status)
    .set({
      'Content-Type': 'application/problem+json',
      'Content-Language': language,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
    })
    .send(Buffer.from(JSON.stringify(problem)));
};

/** Every error that leaves a handler, a guard, a pipe or the framework, as RFC 9457 has it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    // A message of the broker has no answer: its consumer decides what a failure means.
    if (host.getType() !== 'http') throw thrown;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent || request.socket.destroyed) {
      // Half an answer is out, or nobody waits for one: an honest end is to cut the connection.
      this.logger.warn(
        { code: 'ANSWER_CUT', err: thrown },
        'A request failed when its answer could no longer be given',
      );
      response.destroy();
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    const known = refusalOf(this.notHere(thrown, request));
    if (!known) {
      this.logger.error({ err: thrown, code: 'INTERNAL' }, 'A request failed by a defect');
      outcomes.set(request, { code: 'INTERNAL', kind: 'defect' });
      this.answer(request, response, internalProblem(language, currentTraceId()));
      return;
    }
    const { refusal, status } = known;
    if (refusal.cause !== undefined)
      this.logger.warn(
        { err: refusal.cause, code: refusal.code },
        'A request was refused for a reason of ours',
      );
    outcomes.set(request, { code: refusal.code, kind: refusal.kind });
    this.addHeaders(refusal, status, response);
    this.answer(
      request,
      response,
      problemOf(refusal, status, language, status >= 500 ? currentTraceId() : undefined),
    );
  }

  /** Answers when the client has said all it has to say: before, it would not listen. */
  private answer(request: Request, response: Response, problem: Problem): void {
    void drained(request).then(() => {
      if (request.socket.destroyed) response.destroy();
      else sendProblem(request, response, problem);
    });
  }

  /** Nest says only that it found no route; whether another method would have is a different answer. */
  private notHere(thrown: unknown, request: Request): unknown {
    if (!(thrown instanceof NotFoundException) || request.route !== undefined) return thrown;
    const allowed = allowedMethods(request.app as Express, request.path);
    return allowed.length === 0 ? thrown : new MethodNotAllowed(allowed);
  }

  private addHeaders(refusal: DomainError, status: number, response: Response): void {
    if (refusal instanceof MethodNotAllowed) response.setHeader('Allow', refusal.allowed.join(', '));
    if (refusal instanceof Unavailable) response.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    if (refusal instanceof TooManyRequests || refusal instanceof Overloaded)
      response.setHeader('Retry-After', String(refusal.seconds));
    // RFC 9110: a 401 without a challenge is none. The guard has set its own where it knows more.
    if (status === 401 && !response.hasHeader('WWW-Authenticate'))
      response.setHeader('WWW-Authenticate', 'Bearer realm="jejak"');
  }
}
