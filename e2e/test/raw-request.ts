import { request } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes out, nothing put right. */
export interface RawRequest {
  readonly method?: string;
  /** The request target, as it stands in the first line. */
  readonly target: string;
  /** Names and values in turn, so that a name may stand twice. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const LIMIT_MS = 30_000;

/** Sends a request by node's client, which lets nearly everything pass. */
export const send = (
  port: number,
  { method = 'GET', target, headers = [], body }: RawRequest,
): Promise<RawAnswer> =>
  new Promise((answered, failed) => {
    const named = new Set(headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()));
    const added = [
      ...(named.has('host') ? [] : ['Host', `localhost:${port}`]),
      ...(body === undefined || named.has('content-length') || named.has('transfer-encoding')
        ? []
        : ['Content-Length', String(Buffer.byteLength(body))]),
    ];
    let isAnswered = false;
    const call = request(
      {
        ...{ host: '127.0.0.1', port, method, path: target, agent: false, timeout: LIMIT_MS },
        // A server that reads the first hundred alone must find these among them.
        headers: [...added, ...headers],
      },
      (response) => {
        isAnswered = true;
        const chunks: Buffer[] = [];
        const end = (): void =>
          answered({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString(),
          });
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', end).once('error', end);
      },
    );
    // A server may answer before it has read everything, and close: then only the sending fails.
    call.on('error', (error) => (isAnswered ? undefined : failed(error)));
    call.once('timeout', () => call.destroy(new Error(`no answer to ${method} ${target.slice(0, 80)}`)));
    call.end(body);
  });

/** Sends bytes that are no request at all, and reads what comes back until the server closes. */
export const sendBytes = (port: number, bytes: string): Promise<RawAnswer> =>
  new Promise((answered, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
    let text = '';
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.once('error', failed);
    socket.once('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n');
      answered({
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
        contentType: /\ncontent-type: ([^\r\n]*)/i.exec(head)?.[1] ?? '',
        body: rest.join('\r\n\r\n'),
      });
    });
  });
