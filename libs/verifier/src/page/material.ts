import {
  type AsnHistory,
  type AsnReceipt,
  isHistory,
  isReceipt,
  parseLeaf,
  parsePolicy,
  parseTlogProof,
  parseVkey,
  type TlogProof,
  type TrustPolicy,
  vkeyText,
} from '@jejak/ledger';

/** What is to be verified. */
export type Evidence =
  | { readonly kind: 'history'; readonly file: AsnHistory }
  | { readonly kind: 'receipt'; readonly file: AsnReceipt; readonly proof: TlogProof }
  | { readonly kind: 'entry'; readonly proof: TlogProof; readonly leaf: string | null };

/** Whose signatures it shall rest on, and where these keys come from. */
export interface TrustedKeys {
  readonly policy: TrustPolicy;
  readonly from: 'reader' | 'site' | 'file';
}

/** What shows that one tree is the beginning of another, as `/verify/consistency` answers. Hashes in base64. */
export interface ConsistencyProof {
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
  readonly proof: readonly string[];
}

/** What one text that a reader hands in is. */
export type Material =
  | { readonly is: 'evidence'; readonly evidence: Evidence }
  | { readonly is: 'leaf'; readonly leaf: string }
  | { readonly is: 'keys'; readonly policy: TrustPolicy }
  | { readonly is: 'checkpoint'; readonly note: string }
  | { readonly is: 'consistency'; readonly consistency: ConsistencyProof }
  | { readonly is: 'unknown' };

const isHead = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'size' in value &&
  Number.isSafeInteger(value.size) &&
  'root' in value &&
  typeof value.root === 'string';

/** Whether an answer is a consistency proof; nothing in it is believed yet. */
export const isConsistencyProof = (value: unknown): value is ConsistencyProof =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  isHead(value.from) &&
  'to' in value &&
  isHead(value.to) &&
  'proof' in value &&
  Array.isArray(value.proof) &&
  value.proof.every((hash) => typeof hash === 'string');

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const attempt = <Value>(read: () => Value): Value | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** The keys of a log and its witnesses, in any order, none of whom has to cosign: somebody who pastes a vkey has no policy. */
const policyOfKeys = (text: string): TrustPolicy | null => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const keys = lines.map((line) => attempt(() => parseVkey(line)));
  if (keys.length === 0 || keys.includes(null)) return null;
  return policyOf(lines);
};

const policyOf = (vkeys: readonly string[]): TrustPolicy => {
  const keys = vkeys.map(parseVkey);
  const lines = keys.map((key, i) =>
    key.type === 'note' ? `log ${vkeyText(key)}` : `witness w${i} ${vkeyText(key)}`,
  );
  return parsePolicy(`${lines.join('\n')}\nquorum none\n`);
};

/** Keys as a reader pastes them: a tlog-policy, or vkeys one to a line. Null for what is neither. */
export const readKeys = (text: string): TrustPolicy | null =>
  policyOfKeys(text) ?? attempt(() => parsePolicy(text));

/** Keys that came with a receipt: they show what it was given under, and have to be compared with others. */
export const keysOfReceipt = ({ vkeys }: AsnReceipt): TrustPolicy | null => {
  const { log, witnesses } = (vkeys ?? {}) as Partial<AsnReceipt['vkeys']>;
  return attempt(() => policyOf([log ?? '', ...(witnesses ?? [])]));
};

const evidenceOf = (text: string, value: unknown): Evidence | null => {
  if (text.startsWith('c2sp.org/tlog-proof@')) {
    const proof = attempt(() => parseTlogProof(text));
    return proof && { kind: 'entry', proof, leaf: null };
  }
  if (isHistory(value)) return { kind: 'history', file: value };
  if (!isReceipt(value)) return null;
  const proof = attempt(() => parseTlogProof(value.proof));
  return proof && { kind: 'receipt', file: value, proof };
};

/** Tells by its form alone what a text is, so that a reader can hand in files in any order. */
export const recognise = (text: string): Material => {
  const value = json(text);
  const evidence = evidenceOf(text, value);
  if (evidence) return { is: 'evidence', evidence };
  if (isConsistencyProof(value)) return { is: 'consistency', consistency: value };
  if (parseLeaf(text)) return { is: 'leaf', leaf: text };
  if (text.includes('\n\n— ')) return { is: 'checkpoint', note: text };
  const policy = readKeys(text);
  return policy ? { is: 'keys', policy } : { is: 'unknown' };
};
