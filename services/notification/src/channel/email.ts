import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import type { Outcome } from '../message/message.decider';
import type { Channel } from './channel';
import { isMailAddress, mailOf } from './mail-text';

export interface EmailOptions {
  /** Of the relay: `smtp://` or `smtps://`, with name and password where the relay asks for them. */
  readonly url: URL;
  /** PEM of who vouches for the relay; null: whom this machine trusts. */
  readonly authority: string | null;
  readonly from: string;
  readonly timeoutMs: number;
}

const FINAL = 500;

/** What a relay said, without an address that it may have repeated. */
export const evidenceOf = (answer: string): string =>
  answer
    .replace(/\S*@\S*/g, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 300);

/** A refusal of the address or of the mail is final; of the session, something that its operator mends. */
const refused = ({ command, code }: NodemailerError, answer: number): Outcome => ({
  kind: 'FAILED',
  fault: command === 'RCPT TO' && answer >= FINAL ? 'ADDRESS_REFUSED' : 'REFUSED',
  answer: answer >= 100 && answer <= 999 ? answer : null,
  permanent: answer >= FINAL && (command === 'RCPT TO' || code === 'EMESSAGE'),
});

/**
 * Hands messages to a mail relay. With a password the session is encrypted or there is none; without, where the relay offers it. That
 * it took one is no proof that anybody has it: a relay only promises to try. @source RFC 5321, RFC 3207
 */
export const emailChannel = ({ url, authority, from, timeoutMs }: EmailOptions): Channel<string> => {
  const { hostname: host, port, username, password } = url;
  const user = decodeURIComponent(username);
  const signIn = user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) }, requireTLS: true };
  const options: SMTPTransportOptions = {
    ...{ host, secure: url.protocol === 'smtps:', name: from.slice(from.lastIndexOf('@') + 1) },
    ...(port === '' ? {} : { port: Number(port) }),
    ...signIn,
    ...(authority === null ? {} : { tls: { ca: authority } }),
    // A message is a sentence and a link: nothing of it is read from elsewhere.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
  const relay = createTransport(options);
  return {
    send: async (to, letter, signal) => {
      if (!isMailAddress(to))
        return { kind: 'FAILED', fault: 'ADDRESS_REFUSED', answer: null, permanent: true };
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const mail = { ...mailOf(letter, from, to), signal: AbortSignal.any([signal, limit]) };
        const { response } = await relay.sendMail(mail);
        return { kind: 'SENT', evidence: evidenceOf(response), proves: false };
      } catch (cause) {
        // What it rejects with.
        const error = cause as NodemailerError;
        if (error.responseCode !== undefined) return refused(error, error.responseCode);
        const fault = limit.aborted ? 'TIMEOUT' : 'UNREACHABLE';
        return { kind: 'FAILED', fault, answer: null, permanent: false };
      }
    },
  };
};
