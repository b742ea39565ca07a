import { Public, Requires } from '@jejak/auth';
import { NotFound } from '@jejak/kernel';
import { parseTilePath, type TileName, vkeyText } from '@jejak/ledger';
import { SETTINGS } from '@jejak/service';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { AuditSettings } from '../audit.settings';
import { CHECKPOINT, GZIPPED, LogFiles } from './log-files';

const nothing = (): NotFound => new NotFound('ROUTE_NOT_FOUND', 'There is nothing at this address.');
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** What has its name by its content never changes. */
const IMMUTABLE = 'max-age=31536000, immutable';

/**
 * The log as C2SP tlog-tiles serves it: checkpoint and tiles are for everyone, the entries for those who inspect. Static files all of it: a
 * web server over the same folder answers alike.
 */
@Controller()
export class LogController {
  private readonly files: LogFiles;
  private readonly vkeys: string;

  constructor(@Inject(SETTINGS) settings: AuditSettings) {
    this.files = new LogFiles(settings.ledgerFolder);
    const { key, next } = settings.logKeys();
    this.vkeys = [key, ...(next ? [next] : [])].map(({ verifier }) => `${vkeyText(verifier)}\n`).join('');
  }

  /** The key under which the log signs, as a C2SP vkey; behind it the one that is to follow, while both sign. */
  @Get('log.vkey')
  @Public()
  key(@Res() response: Response): void {
    send(response, Buffer.from(this.vkeys), TEXT, 'no-cache');
  }

  /** The newest head of the log, signed. */
  @Get('log/checkpoint')
  @Public()
  async checkpoint(@Res() response: Response): Promise<void> {
    send(response, await this.files.read(CHECKPOINT), TEXT, 'no-cache');
  }

  /** Leaves of the log: 256 in a bundle, each behind its length. For inspectors, and for monitors with a machine account. */
  @Get('log/tile/entries/*name')
  @ApiParam({ name: 'name', description: 'Number of the bundle, as C2SP tlog-tiles spells it: x001/234' })
  @Requires('audit:read-entries')
  async entries(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { path } = tileOf(request);
    response.vary('Accept-Encoding');
    const packed =
      request.acceptsEncodings('gzip') === 'gzip' ? await this.files.read(`${path}${GZIPPED}`) : null;
    if (packed) response.set('Content-Encoding', 'gzip');
    send(response, packed ?? (await this.files.read(path)), BYTES, `private, ${IMMUTABLE}`);
  }

  /** Hashes of the tree: 256 in a tile. */
  @Get('log/tile/*name')
  @ApiParam({
    name: 'name',
    description: 'Level and number of the tile, as C2SP tlog-tiles spells them: 0/x001/234',
  })
  @Public()
  async tile(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { path, name } = tileOf(request);
    if (name.level === 'entries') throw nothing();
    send(response, await this.files.read(path), BYTES, `public, ${IMMUTABLE}`);
  }
}

/** The tile that the address names as it was written: no other spelling of it, and nothing that only decodes to it. */
const tileOf = ({ originalUrl }: Request): { path: string; name: TileName } => {
  const path = originalUrl.slice(originalUrl.indexOf('/log/') + '/log/'.length);
  const name = parseTilePath(path);
  if (!name) throw nothing();
  return { path, name };
};

const send = (response: Response, content: Buffer | null, type: string, caching: string): void => {
  if (!content) throw nothing();
  response.set({
    'Content-Type': type,
    'Cache-Control': caching,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  response.end(content);
};
