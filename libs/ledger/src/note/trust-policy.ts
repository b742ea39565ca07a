import { type Checkpoint, parseCheckpoint } from './checkpoint';
import { type Cosignature, cosigners } from './cosignature';
import { signersOf } from './signed-note';
import { parseVkey, type VerifierKey } from './verifier-key';

/** Whose signatures make a checkpoint one to rest on. @source C2SP tlog-policy */
export interface TrustPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** Submission prefixes of the witnesses that have one. */
  readonly witnessUrls: ReadonlyMap<VerifierKey, string>;
  /** Whether the cosignatures of these witnesses are enough. */
  readonly isQuorum: (cosigned: ReadonlySet<VerifierKey>) => boolean;
}

/** A policy file that cannot be used. */
export class MalformedPolicy extends Error {
  override readonly name = 'MalformedPolicy';
}

type Rule = (cosigned: ReadonlySet<VerifierKey>) => boolean;

/** Everything but tab, newline, and what is printable. */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Reads a policy file.
 * @throws MalformedPolicy naming the line
 */
export const parsePolicy = (text: string): TrustPolicy => {
  const logs: VerifierKey[] = [];
  const witnesses: VerifierKey[] = [];
  const witnessUrls = new Map<VerifierKey, string>();
  const rules = new Map<string, Rule>();
  const members = new Set<string>();
  let quorum: Rule | undefined;
  const define = (name: string, rule: Rule): void => {
    if (name === 'none' || rules.has(name)) throw new RangeError(`${name} is a name that is taken`);
    rules.set(name, rule);
  };
  const ruleOf = (name: string): Rule => {
    const rule = rules.get(name);
    if (!rule) throw new RangeError(`${name} is not defined above`);
    return rule;
  };
  const add = (keys: VerifierKey[], vkey: string, type: VerifierKey['type']): VerifierKey => {
    const key = parseVkey(vkey);
    if (key.type !== type) throw new RangeError(`the key of ${key.name} is none of a ${type}`);
    if (keys.some(({ publicKey }) => publicKey.equals(key.publicKey)))
      throw new RangeError(`the key of ${key.name} stands twice`);
    keys.push(key);
    return key;
  };
  const take = (items: readonly string[]): void => {
    const [keyword, ...rest] = items;
    if (keyword === 'log' && (rest.length === 1 || rest.length === 2)) {
      add(logs, rest[0], 'note');
    } else if (keyword === 'witness' && (rest.length === 2 || rest.length === 3)) {
      const key = add(witnesses, rest[1], 'cosignature');
      define(rest[0], (cosigned) => cosigned.has(key));
      if (rest.length === 3) witnessUrls.set(key, rest[2]);
    } else if (keyword === 'group' && rest.length >= 3) {
      const [name, threshold, ...names] = rest;
      const parts = names.map(ruleOf);
      for (const member of names) {
        if (members.has(member)) throw new RangeError(`${member} is a member twice`);
        members.add(member);
      }
      const least = threshold === 'all' ? parts.length : threshold === 'any' ? 1 : Number(threshold);
      if (!/^(all|any|[1-9]\d*)$/.test(threshold) || least > parts.length)
        throw new RangeError(`${threshold} of ${parts.length} is no threshold`);
      define(name, (cosigned) => parts.filter((part) => part(cosigned)).length >= least);
    } else if (keyword === 'quorum' && rest.length === 1) {
      if (quorum) throw new RangeError('there is one quorum');
      quorum = rest[0] === 'none' ? () => true : ruleOf(rest[0]);
    } else {
      throw new RangeError('a line is log, witness, group or quorum');
    }
  };
  for (const [i, line] of text.split('\n').entries()) {
    const items = line.split(/[ \t]+/).filter((item) => item !== '');
    if (FORBIDDEN.test(line)) throw new MalformedPolicy(`line ${i + 1}: a control character`);
    if (items.length === 0 || items[0].startsWith('#')) continue;
    try {
      take(items);
    } catch (error) {
      throw new MalformedPolicy(`line ${i + 1}: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
  }
  if (!quorum) throw new MalformedPolicy('no quorum line');
  return { logs, witnesses, witnessUrls, isQuorum: quorum };
};

/** A checkpoint that a policy accepts. */
export interface TrustedCheckpoint extends Checkpoint {
  readonly cosignatures: readonly Cosignature[];
}

/** Why a checkpoint is none to rest on. */
export class UntrustedCheckpoint extends Error {
  override readonly name = 'UntrustedCheckpoint';
}

/**
 * Reads a checkpoint and checks who stands behind it.
 * @throws MalformedNote, ForgedNote, or UntrustedCheckpoint where no log of the policy signed it or too few witnesses did
 */
export const trustedCheckpoint = (note: string | Uint8Array, policy: TrustPolicy): TrustedCheckpoint => {
  const checkpoint = parseCheckpoint(note);
  const logs = policy.logs.filter(({ name }) => name === checkpoint.origin);
  if (signersOf(checkpoint.note, logs).length === 0)
    throw new UntrustedCheckpoint(`no log of the policy signed the checkpoint of ${checkpoint.origin}`);
  const cosignatures = cosigners(checkpoint, policy.witnesses);
  if (!policy.isQuorum(new Set(cosignatures.map(({ key }) => key))))
    throw new UntrustedCheckpoint(
      `${cosignatures.length} of ${policy.witnesses.length} witnesses are no quorum`,
    );
  return { ...checkpoint, cosignatures };
};
