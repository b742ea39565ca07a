import type { SigningKey } from './note/signing-key';
import { isSignedBy, type VerifierKey } from './note/verifier-key';

/** What a producer says of itself each minute. */
export interface Beat {
  /** The service. */
  readonly src: string;
  /** The highest number that it has given. */
  readonly pos: number;
  readonly streams: number;
}

/** What is signed: a number only grows, so an older heartbeat says nothing new whenever it is shown again. */
const beatText = ({ src, pos, streams }: Beat): string => `asn-heartbeat/v1\n${src}\n${pos}\n${streams}\n`;

/** Signs a heartbeat with the service's own key: Ed25519, base64url. @source audit-ledger.md section 4 */
export const signBeat = (beat: Beat, key: SigningKey): string =>
  key.sign(Buffer.from(beatText(beat))).toString('base64url');

/** Whether a heartbeat was signed by this key. */
export const isBeatSignedBy = (beat: Beat, signature: unknown, key: VerifierKey): boolean =>
  typeof signature === 'string' &&
  /^[A-Za-z0-9_-]{86}$/.test(signature) &&
  isSignedBy(key, beatText(beat), Buffer.from(signature, 'base64url'));
