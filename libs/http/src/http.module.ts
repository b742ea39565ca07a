import { AuthModule } from '@jejak/auth';
import { type Logger, silentLogger } from '@jejak/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { StatedClassInterceptor } from './access/stated-class.interceptor';
import { EtagInterceptor } from './answer/etag.interceptor';
import { BodyInterceptor } from './body/body.interceptor';
import { ProblemFilter } from './problems/problem.filter';
import { type FirstAnswers, FirstAnswerInterceptor } from './request/first-answer.interceptor';
import { RequestValidation } from './validation/validation-pipe';

export interface HttpOptions {
  /** The service's name; tokens must be for `jejak.<service>`. */
  readonly service: string;
  /** URL of the OpenID issuer. */
  readonly issuer: string;
  readonly logger?: Logger;
  /** The store of the service, for commands that are told again; without, there are none. */
  readonly answers?: FirstAnswers;
}

/**
 * Everything that stands between a socket and a handler, in this order: guard, class of the request, body, the first answer of a command
 * that is told again, validation, handler, entity tag; and the filter around them. Import it once, in the root module; boot the application by `createHttpApplication`.
 */
@Module({})
export class HttpModule {
  static register({ service, issuer, logger = silentLogger, answers }: HttpOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [AuthModule.register({ service, issuer, logger })],
      providers: [
        { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
        { provide: APP_INTERCEPTOR, useClass: StatedClassInterceptor },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        ...(answers ? [{ provide: APP_INTERCEPTOR, useValue: new FirstAnswerInterceptor(answers) }] : []),
        { provide: APP_PIPE, useClass: RequestValidation },
      ],
    };
  }
}
