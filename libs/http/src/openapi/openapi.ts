import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { describeClasses } from './describe-classes';
import { completeDocument } from './problem-responses';

export interface ContractOptions {
  readonly service: string;
  readonly version?: string;
}

/** The OpenAPI document of an application, made from its routes and their validators. */
export const openApiOf = (
  app: NestExpressApplication,
  { service, version = '0' }: ContractOptions,
): OpenAPIObject => {
  describeClasses(app);
  const head = new DocumentBuilder()
    .setTitle(`Jejak ${service}`)
    .setVersion(version)
    .addServer(`/api/${service}`)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  return completeDocument(SwaggerModule.createDocument(app, head));
};

/** Serves the contract at `/docs-json`: the document alone, without a page that could call. Made at the first request. */
export const serveOpenApi = (app: NestExpressApplication, options: ContractOptions): void => {
  let document: string | undefined;
  const express = app.getHttpAdapter().getInstance();
  express.get('/docs-json', (_: Request, response: Response) => {
    document ??= JSON.stringify(openApiOf(app, options));
    response.type('application/json').send(document);
  });
};
