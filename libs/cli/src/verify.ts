import { readFileSync } from 'node:fs';
import {
  type Canonical,
  ForgedNote,
  InvalidHistory,
  InvalidReceipt,
  isIncluded,
  leafHash,
  legible,
  MalformedNote,
  MalformedPolicy,
  parsePolicy,
  parseTlogProof,
  type TrustedCheckpoint,
  trustedCheckpoint,
  type TrustPolicy,
  UntrustedCheckpoint,
  type VerifiedEvent,
  type VerifiedHistory,
  type VerifiedReceipt,
  verifyHistory,
  verifyReceipt,
} from '@jejak/ledger';
import { CommandFailed, EXIT } from './exit';

/** What a verifier says: `valid` decides the exit code. */
export interface Verdict {
  readonly valid: boolean;
  readonly text: string;
  readonly json: unknown;
}

/** The verifier's own sentence: what was proven, and what never is. */
const VALID =
  'VALID        (does not say that a decision is just; says that nothing was changed or left out)';
const RECEIPT_VALID = 'VALID        (this row is in the published list, unchanged)';

const ZONE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Jakarta',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** Times of the log as people in the city read them. */
const local = (at: string): string =>
  Number.isNaN(Date.parse(at)) ? at : `${ZONE.format(new Date(at))} WIB`;
const number = (value: number): string => value.toLocaleString('en-US');
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;
/** What stands in a file was written by others: nothing in it may move the cursor or colour the page. */
const plain = (text: string): string => text.replace(/\p{C}/gu, '�');

const valueText = (value: Canonical): string => plain(legible(value));

const headLines = ({ origin, size, root, cosignatures }: TrustedCheckpoint, witnesses: number): string[] => [
  `log          ${plain(origin)}`,
  `checkpoint   size ${number(size)}  root ${root.toString('base64')}`,
  `             signed by the log, cosigned ${cosignatures.length} of ${witnesses}`,
  ...cosignatures.map(
    ({ key, time }) =>
      `             ${plain(key.name)} ${new Date(time * 1000).toISOString().replace('.000', '')}`,
  ),
];

const eventLine = ({ core, index, fields }: VerifiedEvent): string => {
  const name = /^asn\.[a-z]+\.(\w+)\.v\d+$/.exec(core.type)?.[1] ?? core.type;
  const shown =
    fields === null
      ? 'no fields handed out'
      : `${counted(fields.shown, 'field')} shown${fields.redacted > 0 ? `, ${fields.redacted} redacted` : ''}`;
  const parts = [
    ...[
      `${core.ver}`.padStart(5),
      `#${number(index)}`,
      local(core.at),
      name,
      core.actor ?? '–',
      core.role ?? '–',
    ],
    ...[core.policy ?? '–', core.reason === undefined ? shown : `${shown}, reason ${core.reason}`],
  ];
  return parts.map(plain).join('  ');
};

const historyText = ({ stream, checkpoint, events, checked }: VerifiedHistory, policy: TrustPolicy): string =>
  [
    ...headLines(checkpoint, policy.witnesses.length),
    events.length === 0
      ? `stream       ${plain(stream)}  has no version as of this checkpoint`
      : `stream       ${plain(stream)}  versions 1–${events.length}, complete as of this checkpoint`,
    ...events.map(eventLine),
    `checked      ${counted(checked.inclusions, 'inclusion')}, ${counted(checked.links, 'chain link')}, ` +
      `${counted(checked.payloads, 'payload')}, 1 head map, 1 frontier; 0 failed`,
    VALID,
  ].join('\n');

const receiptText = (
  { checkpoint, core, index, row, fields }: VerifiedReceipt,
  policy: TrustPolicy,
): string =>
  [
    ...headLines(checkpoint, policy.witnesses.length),
    `list         ${plain(core.stream)}  version ${core.ver}, #${number(index)}, ${local(core.at)}`,
    `row          ${plain(row.p.slice('/r/'.length))}  ${valueText(row.v)}`,
    ...fields.map(({ p, v }) => `             ${plain(p)} = ${valueText(v)}`),
    `checked      1 inclusion, ${counted(1 + fields.length, 'field')} of ${number(core.data?.n ?? 0)}; 0 failed`,
    RECEIPT_VALID,
  ].join('\n');

const historyJson = ({ stream, checkpoint: { origin, size, root }, events, checked }: VerifiedHistory) => ({
  ...{ valid: true, stream, checkpoint: { origin, size, root: root.toString('base64') }, checked },
  events: events.map(({ index, core, src, pos, fields }) => ({ index, src, pos, core, fields })),
});

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  }
};

const policyOf = (file: string): TrustPolicy => {
  try {
    return parsePolicy(read(file));
  } catch (error) {
    if (error instanceof MalformedPolicy) throw new CommandFailed(`${file}: ${error.message}`, EXIT.usage);
    throw error;
  }
};

const verifyProof = (text: string, leafFile: string | undefined, policy: TrustPolicy): Verdict => {
  if (leafFile === undefined)
    throw new CommandFailed('A tlog-proof is about a leaf: give it with --leaf.', EXIT.usage);
  const { index, path, checkpoint: note } = parseTlogProof(text);
  const checkpoint = trustedCheckpoint(note, policy);
  if (!isIncluded(leafHash(read(leafFile)), index, checkpoint.size, path, checkpoint.root))
    throw new MalformedNote(`the leaf is not in the log at index ${index}`);
  const lines = [
    ...headLines(checkpoint, policy.witnesses.length),
    `leaf         #${number(index)}`,
    'checked      1 inclusion; 0 failed',
    'VALID        (this leaf is in the log)',
  ];
  return { valid: true, text: lines.join('\n'), json: { valid: true, index, size: checkpoint.size } };
};

const verifyJson = (text: string, policy: TrustPolicy): Verdict => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new InvalidHistory('neither JSON nor a tlog-proof');
  }
  if (typeof file === 'object' && file !== null && 'format' in file && file.format === 'asn-receipt/v1') {
    const receipt = verifyReceipt(file, policy);
    const { index, core, row, fields } = receipt;
    return {
      ...{ valid: true, text: receiptText(receipt, policy) },
      json: { valid: true, index, stream: core.stream, version: core.ver, row, fields },
    };
  }
  const history = verifyHistory(file, policy);
  return { valid: true, text: historyText(history, policy), json: historyJson(history) };
};

/**
 * Verifies a file offline: an `asn-history/v1`, an `asn-receipt/v1`, or a C2SP tlog-proof beside its leaf. Nothing is asked of anyone but
 * the file and the policy.
 * @param policyFile C2SP tlog-policy: the keys to rest on
 * @throws CommandFailed (usage) on files that cannot be read, or a policy that is none
 */
export const verifyFile = (file: string, policyFile: string, leafFile?: string): Verdict => {
  const policy = policyOf(policyFile);
  const text = read(file);
  try {
    return text.startsWith('c2sp.org/tlog-proof@')
      ? verifyProof(text, leafFile, policy)
      : verifyJson(text, policy);
  } catch (error) {
    const isBroken = [InvalidHistory, InvalidReceipt, MalformedNote, ForgedNote, UntrustedCheckpoint].some(
      (kind) => error instanceof kind,
    );
    if (!isBroken) throw error;
    const broken = plain((error as Error).message);
    return { valid: false, text: `INVALID      ${broken}`, json: { valid: false, broken } };
  }
};
