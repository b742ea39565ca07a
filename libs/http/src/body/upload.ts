import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { Malformed } from '@jejak/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { bodyTooLarge, hasBody, mediaTypeOf } from './read-body';

/** Largest upload. */
export const UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024;

export interface UploadOptions {
  /** Media types that are read; default `text/csv`. */
  readonly types?: readonly string[];
  /** Default 10 MiB; {@link allowUpload} says otherwise for one request. */
  readonly limitBytes?: number;
  /** Check while streaming that it is UTF-8 without NUL. Default true; false for binary files. */
  readonly text?: boolean;
}

/** A body on its way in. Read it to its end: `for await (const chunk of upload.content)`; a bad body throws there. */
export interface IncomingUpload {
  readonly content: Readable;
  readonly mediaType: string;
  /** SHA-256 of every byte, 64 hexadecimal digits. @throws Error before `content` has ended */
  sha256(): string;
  /** Bytes so far. */
  size(): number;
}

const OPTIONS = Symbol('jejak.upload');

const allowed = new WeakMap<IncomingMessage, number>();

/**
 * Sets the largest body of one request, in place of the option of its route: for limits that are configuration. To be called before the
 * handler's parameters are read, by an interceptor.
 */
export const allowUpload = (request: IncomingMessage, bytes: number): void =>
  void allowed.set(request, bytes);

/** Passes bytes through, counting, hashing and checking them. */
class Inspection extends Transform {
  private readonly hash = createHash('sha256');
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private digest: string | undefined;
  bytes = 0;

  constructor(
    private readonly limitBytes: number,
    private readonly text: boolean,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limitBytes) return done(bodyTooLarge(this.limitBytes));
    const fault = this.faultOf(chunk, true);
    if (fault) return done(fault);
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const fault = this.faultOf(Buffer.alloc(0), false);
    if (fault) return done(fault);
    this.digest = this.hash.digest('hex');
    done();
  }

  sha256(): string {
    if (this.digest === undefined) throw new Error('The upload has not been read to its end.');
    return this.digest;
  }

  private faultOf(chunk: Buffer, more: boolean): Malformed | undefined {
    if (!this.text) return undefined;
    try {
      this.decoder.decode(chunk, { stream: more });
    } catch {
      return new Malformed('ENCODING_INVALID', 'The body is not valid UTF-8.');
    }
    return chunk.includes(0) ? new Malformed('TEXT_INVALID', 'A text holds control characters.') : undefined;
  }
}

const open = (request: IncomingMessage, options: UploadOptions): IncomingUpload => {
  const { types = ['text/csv'], text = true } = options;
  const limitBytes = allowed.get(request) ?? options.limitBytes ?? UPLOAD_LIMIT_BYTES;
  const mediaType = mediaTypeOf(request, types);
  if (!hasBody(request)) throw new Malformed('BODY_INCOMPLETE', 'The body is missing.');
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw bodyTooLarge(limitBytes);
  const content = new Inspection(limitBytes, text);
  // Whoever gave up reading is told by the answer; an error that nobody awaits must not end the process.
  content.on('error', () => request.unpipe(content).resume());
  const cut = (): void => {
    if (!request.complete)
      content.destroy(new Malformed('BODY_INCOMPLETE', 'The body ended before it was complete.'));
  };
  request.once('error', cut).once('close', cut).pipe(content);
  return { content, mediaType, sha256: () => content.sha256(), size: () => content.bytes };
};

/**
 * Makes a parameter decorator for handlers that take the raw body as a stream together with more of the request, so that what
 * every such route needs is one parameter.
 */
export const uploadParameter = <Value>(
  options: UploadOptions,
  read: (upload: IncomingUpload, context: ExecutionContext) => Value,
): ParameterDecorator => {
  const Parameter = createParamDecorator((_: unknown, context: ExecutionContext) =>
    read(open(context.switchToHttp().getRequest<Request>(), options), context),
  );
  return (target, member, index) => {
    if (member === undefined) throw new Error('An upload belongs on a parameter of a handler.');
    const handler = (target as Record<string | symbol, object>)[member];
    Reflect.defineMetadata(OPTIONS, options, handler);
    Parameter()(target, member, index);
  };
};

/**
 * Parameter decorator: the raw body as a stream, for imports. `import(@Upload() file: IncomingUpload)`.
 * Refused before it is read: another media type (415), a length over the limit (413). Refused while it is read: more bytes than
 * the limit, bytes that are not UTF-8.
 */
export const Upload = (options: UploadOptions = {}): ParameterDecorator =>
  uploadParameter(options, (upload) => upload);

/** The options of a handler that takes an upload; undefined for any other. */
export const uploadOptionsOf = (handler: object): UploadOptions | undefined =>
  Reflect.getMetadata(OPTIONS, handler) as UploadOptions | undefined;
