import type { INestApplication } from '@nestjs/common';

/**
 * Lets browsers call from exactly these origins, without credentials. None by default: the console is served from the same origin.
 * @throws Error on a wildcard
 */
export const allowOrigins = (app: INestApplication, origins: readonly string[]): void => {
  if (origins.length === 0) return;
  if (origins.some((origin) => origin.includes('*'))) throw new Error('CORS: origins are named one by one.');
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Accept-Language',
      'Idempotency-Key',
      'If-Match',
      'Prefer',
      'X-Acting-Role',
    ],
    exposedHeaders: ['ETag', 'Retry-After', 'X-Trace-Id'],
    credentials: false,
    maxAge: 600,
  });
};
