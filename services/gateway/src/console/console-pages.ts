import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';

/** Kinds of files that the build makes. Text is there in a compressed form besides. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The folder of the built console. Read from the package, so that it is found in the workspace and in an image alike. */
export const consoleFolder = (): string =>
  join(dirname(require.resolve('@jejak/console/package.json')), 'dist');

/** Only what this origin serves runs and is shown; nothing inline, neither script nor style. @source console.md 13 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const PERMISSIONS = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';

/** What everybody may read or do without an account: short addresses for papers and codes, which lead into the console. */
const PUBLIC = ['lowongan', 'hasil', 'pengaduan', 'lacak', 'ulas', 'kebijakan', 'data'];

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | undefined;
}

const readAssets = (folder: string): ReadonlyMap<string, Asset> =>
  new Map(
    readdirSync(folder)
      .filter((name) => extname(name) in TYPES)
      .map((name) => {
        const compressed = join(folder, `${name}.br`);
        return [
          name,
          {
            type: TYPES[extname(name)],
            plain: readFileSync(join(folder, name)),
            brotli: existsSync(compressed) ? readFileSync(compressed) : undefined,
          },
        ];
      }),
  );

/**
 * The console: its files, which never change under their names and are kept by browsers for a year, and one page for every
 * address below `/app/`. All of it is read once: a request names a file, never a path.
 */
export const serveConsole = (app: NestExpressApplication, folder = consoleFolder()): void => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const assets = readAssets(join(folder, 'assets'));
  const express = app.getHttpAdapter().getInstance();
  express.get('/app', (_: Request, response: Response) => response.redirect(308, '/app/'));
  express.get(
    PUBLIC.flatMap((name) => [`/${name}`, `/${name}/{*rest}`]),
    ({ originalUrl }: Request, response: Response) => response.redirect(302, `/app${originalUrl}`),
  );
  express.get('/app/assets/:name', ({ params, headers }: Request, response: Response, next) => {
    const asset = assets.get(String(params.name));
    if (!asset) {
      next();
      return;
    }
    const isBrotli = asset.brotli !== undefined && /\bbr\b/.test(headers['accept-encoding'] ?? '');
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(isBrotli ? { 'Content-Encoding': 'br' } : {}),
    });
    response.end(isBrotli ? asset.brotli : asset.plain);
  });
  express.get('/app/{*address}', ({ path }: Request, response: Response, next) => {
    if (path.startsWith('/app/assets/')) {
      next();
      return;
    }
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      // To this origin a page says where it is: without that, browsers hide the origin of what it sends.
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': PERMISSIONS,
    });
    response.end(page);
  });
};
