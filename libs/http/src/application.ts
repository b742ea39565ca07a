import { type Logger, nestLogger, silentLogger } from '@jejak/observability';
import { type IEntryNestModule, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { type AccessLogOptions, accessLog } from './access/access-log';
import { Admission, admit } from './access/admission';
import { limitServer } from './answer/server-limits';
import { allowOrigins } from './answer/cors';
import { serveOpenApi } from './openapi/openapi';
import { checkRequest } from './request/request-checks';
import { assertRequestsChecked } from './validation/request-classes';

export interface ApplicationOptions {
  /** Named in the OpenAPI document. */
  readonly service: string;
  readonly version?: string;
  readonly logger?: Logger;
  /** Default true: services stand behind the gateway. The gateway itself says false. */
  readonly trustTraceparent?: boolean;
  readonly pseudonym?: AccessLogOptions['pseudonym'];
  /** Commands in hand at once; what comes beyond them is refused with a time to come back. Default: any number. */
  readonly commandsAtOnce?: number;
  /** Origins that browsers may call from, exactly as they send them; default none. */
  readonly corsOrigins?: readonly string[];
}

/** Nothing that is answered may be kept by a cache, unless a handler says so itself. */
const noStore: RequestHandler = (_, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const headers = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });

/** Nest mounts what answers errors and unknown addresses below the global prefix; beside it Express would answer in HTML. */
class WholeApplication extends ExpressAdapter {
  override setErrorHandler(handler: Parameters<ExpressAdapter['setErrorHandler']>[0]): unknown {
    return super.setErrorHandler(handler);
  }

  override setNotFoundHandler(handler: Parameters<ExpressAdapter['setNotFoundHandler']>[0]): unknown {
    return super.setNotFoundHandler(handler);
  }
}

/** Express with everything off that would answer differently from what the routes say. */
const expressAdapter = (): ExpressAdapter => {
  const adapter = new WholeApplication();
  const express = adapter.getInstance<Express>();
  // One address for one thing. Nest has the router made before anyone can enable Express's settings for it.
  Object.assign(express.router, { caseSensitive: true, strict: true });
  express.disable('x-powered-by');
  express.disable('etag');
  express.disable('trust proxy');
  express.set('query parser', 'simple');
  return adapter;
};

/**
 * Makes the application of a service whose root module imports `HttpModule`. It does not listen yet: `await app.listen(port, host)`.
 * Serves the contract at `/docs-json` besides.
 * @throws Error when a route says nothing of who may use it (at `init` or `listen`), or a request would not be checked
 */
export const createHttpApplication = async (
  rootModule: IEntryNestModule,
  options: ApplicationOptions,
): Promise<NestExpressApplication> => {
  const { logger = silentLogger, trustTraceparent = true, pseudonym, corsOrigins = [] } = options;
  const { commandsAtOnce } = options;
  const app = await NestFactory.create<NestExpressApplication>(rootModule, expressAdapter(), {
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  assertRequestsChecked(app);
  app.use(accessLog({ logger, trustTraceparent, ...(pseudonym ? { pseudonym } : {}) }));
  app.use(headers());
  app.use(noStore);
  app.use(checkRequest);
  if (commandsAtOnce !== undefined) app.use(admit(new Admission(commandsAtOnce)));
  allowOrigins(app, corsOrigins);
  // The server of an HTTP application; Nest types it as any.
  limitServer(app.getHttpServer());
  serveOpenApi(app, options);
  return app;
};
