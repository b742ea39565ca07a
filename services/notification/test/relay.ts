import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A mail as a relay got it. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  /** Unfolded. */
  readonly headers: readonly string[];
  /** Decoded. */
  readonly text: string;
  /** Whether it came encrypted, and from whom who had signed in. */
  readonly encrypted: boolean;
  readonly user: string | null;
}

/** A mail relay for tests: takes what it is told to take, and says no to the rest. */
export interface MailRelay {
  /** Of its host and port, without a name and a password. */
  readonly url: string;
  /** PEM of who vouches for it. */
  readonly authority: string;
  readonly mails: readonly Mail[];
  /** Names of those who tried to sign in. */
  readonly signIns: readonly string[];
  /** What it answers to one of its commands from now on: a code, and a text. `[250]` takes what comes. */
  answer(to: 'RCPT' | 'DATA', code: number, text?: string): void;
  /** Nobody listens any more, and again at the same place. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

export interface MailRelayOptions {
  /** Encrypted from the first byte; where the client asks for it; never. */
  readonly encryption?: 'ALWAYS' | 'OFFERED' | 'NONE';
  /** Who may send; null: anybody. */
  readonly account?: { readonly user: string; readonly password: string } | null;
}

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

const parse = (raw: string): Pick<Mail, 'headers' | 'text'> => {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n');
  const body = raw.slice(end + 4);
  const encoded = headers.includes('Content-Transfer-Encoding: base64');
  // What is plain is folded at spaces (RFC 3676).
  const text = encoded ? Buffer.from(body, 'base64').toString('utf8') : body.replaceAll(' \r\n', ' ');
  return { headers, text };
};

/** Of this machine, made now and kept nowhere. */
const CERTIFICATE = generate([{ name: 'commonName', value: 'localhost' }], {
  ...{ days: 1, keySize: 2048, algorithm: 'sha256' },
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
});

export const startMailRelay = async ({
  encryption = 'NONE',
  account = null,
}: MailRelayOptions = {}): Promise<MailRelay> => {
  const mails: Mail[] = [];
  const signIns: string[] = [];
  const answers = { RCPT: { code: 250, text: '' }, DATA: { code: 250, text: '' } };
  const { cert, private: key } = CERTIFICATE;
  const options: SMTPServerOptions = {
    ...{ logger: false, disableReverseLookup: true, cert, key, closeTimeout: 100 },
    secure: encryption === 'ALWAYS',
    ...(encryption === 'NONE' ? { disabledCommands: ['STARTTLS'] } : {}),
    // It would let people sign in in the clear: that nobody does is theirs to see to.
    ...{ authOptional: account === null, allowInsecureAuth: true },
    onAuth: ({ username = '', password }, _, callback) => {
      signIns.push(username);
      if (username === account?.user && password === account.password) callback(null, { user: username });
      else callback(refusal(535, 'Not you'));
    },
    onRcptTo: (_, __, callback) => {
      const { code, text } = answers.RCPT;
      callback(code === 250 ? null : refusal(code, text));
    },
    onData: (stream, { envelope, secure, user }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { code, text } = answers.DATA;
        if (code !== 250) return callback(refusal(code, text));
        const [to] = envelope.rcptTo.map(({ address }) => address);
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const sent = { from, to, encrypted: secure, user: typeof user === 'string' ? user : null };
        mails.push({ ...sent, ...parse(Buffer.concat(chunks).toString('utf8')) });
        callback(null, `Ok: queued as ${mails.length} for <${to}>`);
      });
    },
  };
  let server = new SMTPServer(options);
  // A client that goes away in the middle is no fault of the relay.
  const listen = (port: number): Promise<number> =>
    new Promise((resolve) => {
      server.on('error', () => undefined);
      const listening = server.listen(port, '127.0.0.1', () =>
        resolve((listening.address() as AddressInfo).port),
      );
    });
  const down = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  const port = await listen(0);
  return {
    ...{ url: `${encryption === 'ALWAYS' ? 'smtps' : 'smtp'}://localhost:${port}`, authority: cert },
    ...{ mails, signIns, down, stop: down },
    answer: (to, code, text = 'Refused') => (answers[to] = { code, text }),
    up: async () => {
      server = new SMTPServer(options);
      await listen(port);
    },
  };
};

/** What a person's own system got. */
export interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface OwnSystem {
  readonly url: string;
  readonly posts: readonly Posted[];
  /** With which status it answers from now on. */
  answer(status: number): void;
  stop(): Promise<void>;
}

export const startOwnSystem = async (): Promise<OwnSystem> => {
  const posts: Posted[] = [];
  let status = 204;
  const server = createHttpServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
    });
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  return {
    ...{ url: `http://127.0.0.1:${port}/jejak`, posts },
    answer: (next) => (status = next),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
