import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { RequestHandler } from 'express';

/** The page has a script and styles of its own, and reads the contracts of the services; nothing else. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const policy: RequestHandler = (_, response, next) => {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  next();
};

/** Shows the contract of each service at `/docs`, to be read: the page itself cannot call anything. */
export const serveDocs = (app: NestExpressApplication, services: readonly string[]): void => {
  app.use('/docs', policy);
  const gateway = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Jejak gateway').build());
  SwaggerModule.setup('docs', app, gateway, {
    customSiteTitle: 'Jejak: API',
    explorer: true,
    raw: false,
    swaggerOptions: {
      urls: services.map((service) => ({ name: service, url: `/api/${service}/docs-json` })),
      supportedSubmitMethods: [],
    },
  });
};
