import { decodeBase64, decodeHash } from './base64';
import { MalformedNote } from './signed-note';

/** That a leaf stands in a log, to be checked offline: its place, its audit path, and a checkpoint. @source C2SP tlog-proof */
export interface TlogProof {
  readonly index: number;
  /** Audit path, leaf end first. */
  readonly path: readonly Buffer[];
  /** The checkpoint, verbatim. */
  readonly checkpoint: string;
  /** What only the application knows to read; it is not authenticated. */
  readonly extra?: Buffer;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;
const INDEX = /^index (0|[1-9]\d{0,15})$/;

export const tlogProofText = ({ index, path, checkpoint, extra }: TlogProof): string =>
  [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/** @throws MalformedNote */
export const parseTlogProof = (text: string): TlogProof => {
  const end = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  if (header !== HEADER) throw new MalformedNote(`a proof begins with ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()?.slice(6) ?? '') : undefined;
  const index = Number(INDEX.exec(lines.shift() ?? '')?.[1] ?? Number.NaN);
  const path = lines.map(decodeHash).filter((hash) => hash !== null);
  if (
    extra === null ||
    !Number.isSafeInteger(index) ||
    path.length !== lines.length ||
    path.length > MAX_PATH
  )
    throw new MalformedNote('a proof has an index and a path of hashes');
  return { index, path, checkpoint: text.slice(end + 2), ...(extra === undefined ? {} : { extra }) };
};
