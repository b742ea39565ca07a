import type { IncomingMessage } from 'node:http';
import { ANYONE, callerOf } from '@jejak/auth';
import { type Appended, type Asked, askedBy, type EventStore } from '@jejak/event-store';
import { DomainError } from '@jejak/kernel';
import { type CallHandler, type ExecutionContext, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { catchError, map, type Observable, of } from 'rxjs';
import { uploadOptionsOf } from '../body/upload';
import { commandIdOf } from './idempotency-key';

/** Knows what commands came to when they were first told. */
export type FirstAnswers = Pick<EventStore, 'firstAnswer'>;

const MORE = Symbol('jejak.answers-more');

/**
 * Says of a route, or of all of a controller, that it answers something else than the facts that its command recorded. Only the handler can
 * say that again, so a command told twice goes to it; the facts are those of the first time there too.
 */
export const AnswersMore = () => SetMetadata(MORE, true);

const SAFE: readonly (string | undefined)[] = ['GET', 'HEAD', 'OPTIONS'];

const requests = new WeakMap<IncomingMessage, Asked>();

/** The request as its caller sent it, under the command id that came with it; undefined where none did. */
export const askedOf = (request: IncomingMessage): Asked | undefined => requests.get(request);

/**
 * Answers a command that is told again as it was answered the first time, before any adapter gathers, decides or dates anything for it:
 * whatever has become of the world since, the same command id with the same request has one answer. What was refused has left nothing, and
 * goes on to be decided anew. Uploads are no part of it: whoever reads the file knows whether it is the same.
 * @source domain.md 2.2
 */
export class FirstAnswerInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  constructor(private readonly answers: FirstAnswers) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const handler = context.getHandler();
    if (SAFE.includes(request.method) || uploadOptionsOf(handler)) return next.handle();
    const more = this.reflector.getAllAndOverride<boolean | undefined>(MORE, [handler, context.getClass()]);
    const asked = remembered(request);
    if (more) return next.handle();
    const first = asked && (await this.firstAnswer(request, asked));
    if (first) return of(first);
    const answered = next.handle().pipe(map((answer: unknown) => factsOnly(answer, request)));
    return asked
      ? answered.pipe(catchError((refusal: unknown) => this.orOfTwin(request, asked, refusal)))
      : answered;
  }

  /** Refused, since the same command that came at the same time was accepted: then that is the answer of both. */
  private async orOfTwin(request: Request, asked: Asked, refusal: unknown): Promise<Appended> {
    const first = refusal instanceof DomainError ? await this.firstAnswer(request, asked) : null;
    if (!first) throw refusal;
    return first;
  }

  private firstAnswer(request: Request, asked: Asked): Promise<Appended | null> {
    // Some commands are recorded without the name of who is signed in.
    return this.answers.firstAnswer(asked, [callerOf(request).id, ANYONE.id]);
  }
}

const remembered = (request: Request): Asked | undefined => {
  const { headers, method, originalUrl } = request;
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  const body: unknown = request.body ?? null;
  // A header that decides is there once (request-checks).
  const asked = askedBy(commandIdOf(String(key), callerOf(request).id), method, originalUrl, body);
  requests.set(request, asked);
  return asked;
};

const FACTS: readonly string[] = ['stream', 'version', 'events'] satisfies (keyof Appended)[];

/** @throws Error where a route answers more than it says: told again, it would be answered less */
const factsOnly = (answer: unknown, { method, route }: Request): unknown => {
  const { path } = route as { readonly path?: unknown };
  if (answer === undefined || answer === null) return answer;
  if (typeof answer !== 'object' || !Object.keys(answer).every((member) => FACTS.includes(member)))
    throw new Error(`${method} ${String(path)} answers more than facts: name it @AnswersMore()`);
  return answer;
};
