import { describe, expect, it } from '@jest/globals';
import {
  checkpointText,
  cosign,
  cosigners,
  ForgedNote,
  leafHash,
  MalformedNote,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseSignatures,
  parseTlogProof,
  parseVkey,
  signCheckpoint,
  signersOf,
  signingKey,
  signNote,
  tlogProofText,
  trustedCheckpoint,
  UntrustedCheckpoint,
  vkeyText,
} from '../index';

// The worked example of the ledger's specification, made by an independent implementation.
const VKEY = 'audit.example/asn-2026+a8a4ba64+AcYClqN+Fi/5AKQ/6sKwiFw890QmvRddFxeea8qNcN7j';
const NOTE =
  'audit.example/asn-2026\n1\nYiyS+dVmHBIIymeuGYXlw/pzLgdlOaK5hqyj87JduMA=\n\n— audit.example/asn-2026 qKS6ZM0JxQoqGN+4ZKpxOkp62RehcNQSfoLmEDmLcB917g+TdgdROAqooj+YrrAhLp4NTnjVhzw9Jmf3HjWwFwrWuwQ=\n';
// The examples of C2SP signed-note and tlog-cosignature.
const FOO = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const FOO_NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const origin = 'log.example/1';
const head = { origin, size: 3, root: leafHash('x') };
const logKey = signingKey(origin, 'note', Buffer.alloc(32, 1));
const witnesses = [2, 3, 4].map((fill) =>
  signingKey(`w${fill}.example`, 'cosignature', Buffer.alloc(32, fill)),
);
const checkpoint = signCheckpoint(head, logKey);

describe('keys', () => {
  it.each([VKEY, FOO])('%s is read and written to the byte', (text) => {
    expect(vkeyText(parseVkey(text))).toBe(text);
    expect(parseVkey(text).type).toBe('note');
  });
  it('of a seed are those of RFC 8032, test 1', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const key = signingKey('a', 'note', seed);
    expect(key.verifier.publicKey.toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
    expect(key.sign(Buffer.alloc(0)).toString('hex').slice(0, 32)).toBe('e5564300c360ac729086e2cc806e828a');
    expect(() => signingKey('a', 'note', Buffer.alloc(31))).toThrow(RangeError);
  });
  it.each([
    ['another id', VKEY.replace('a8a4ba64', 'a8a4ba65')],
    ['an id in capitals', VKEY.replace('a8a4ba64', 'A8A4BA64')],
    ['another name', VKEY.replace('audit.', 'audits.')],
    ['an unknown type', 'a+00000000+/wAA'],
    ['a space in the name', VKEY.replace('audit.', 'au dit.')],
    ['base64 that is none', VKEY.replace('AcYC', 'AcY-')],
    ['nothing', ''],
  ])('with %s are refused', (_, text) => expect(() => parseVkey(text)).toThrow(RangeError));
});

describe('signed notes', () => {
  it('of others verify', () => {
    expect(signersOf(parseNote(FOO_NOTE), [parseVkey(FOO)])).toHaveLength(1);
    expect(signersOf(parseNote(NOTE), [parseVkey(VKEY)])).toHaveLength(1);
  });
  it('are the same for the same text, whatever is signed between', () => {
    expect(signNote('one\n', logKey)).toBe(signNote('one\n', logKey));
    expect(signersOf(parseNote(signNote('one\n', logKey)), [logKey.verifier])).toEqual([logKey.verifier]);
  });
  it('may have an empty line in their text, and lines of keys that nobody knows', () => {
    const note = signNote('one\n\ntwo\n', logKey, signingKey('other', 'note', Buffer.alloc(32, 9)));
    expect(parseNote(note).text).toBe('one\n\ntwo\n');
    expect(signersOf(parseNote(note), [logKey.verifier])).toHaveLength(1);
    expect(signersOf(parseNote(note), [])).toEqual([]);
  });
  it('are wholly refused when a known key did not sign what stands under its name', () => {
    const changed = checkpoint.replace('\n3\n', '\n4\n');
    expect(() => signersOf(parseNote(changed), [logKey.verifier])).toThrow(ForgedNote);
    expect(() =>
      signersOf(
        parseNote(checkpoint + changed.split('\n\n')[1].replace(/\S+\n$/, `${'A'.repeat(88)}\n`)),
        [],
      ),
    ).not.toThrow();
    // One line that verifies does not make up for one that does not.
    const [text, line] = checkpoint.split('\n\n');
    const bytes = Buffer.from(line.trim().split(' ')[2], 'base64');
    bytes[20] ^= 1;
    const twice = `${text}\n\n${line}— ${origin} ${bytes.toString('base64')}\n`;
    expect(() => signersOf(parseNote(twice), [logKey.verifier])).toThrow(ForgedNote);
  });
  it.each([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['no line behind the empty one', 'text\n\n'],
    ['no text', '\n\n— a AAAAAAA=\n'],
    ['no newline at the end', checkpoint.slice(0, -1)],
    ['a carriage return', checkpoint.replace('\n3\n', '\r\n3\n')],
    ['a tab', checkpoint.replace('\n3\n', '\n3\t\n')],
    ['a hyphen for the dash', checkpoint.replace('—', '-')],
    ['two spaces', checkpoint.replace('— ', '—  ')],
    ['a plus in a name', 'text\n\n— a+b AAAAAAA=\n'],
    ['an id without a signature', 'text\n\n— a AAAAAA==\n'],
    ['base64 with stray bits', 'text\n\n— a AAAAAAB=\n'],
    ['base64 without padding', 'text\n\n— a AAAAAAA\n'],
    ['base64url', 'text\n\n— a ____-__=\n'],
    ['something behind the signature', 'text\n\n— a AAAAAAA= x\n'],
  ])('with %s are none', (_, text) => expect(() => parseNote(text)).toThrow(MalformedNote));
  it('are UTF-8', () =>
    expect(() => parseNote(Buffer.concat([Buffer.from([0xff]), Buffer.from(checkpoint)]))).toThrow(
      MalformedNote,
    ));
});

describe('checkpoints', () => {
  it('of the worked example are read and written to the byte', () => {
    const read = parseCheckpoint(NOTE);
    expect(read).toMatchObject({ origin: 'audit.example/asn-2026', size: 1 });
    expect(read.root.toString('hex')).toBe(
      '622c92f9d5661c1208ca67ae1985e5c3fa732e076539a2b986aca3f3b25db8c0',
    );
    expect(checkpointText(read)).toBe(read.note.text);
    expect(parseCheckpoint(Buffer.from(NOTE))).toEqual(read);
  });
  it('are the same bytes for the same head', () => expect(signCheckpoint(head, logKey)).toBe(checkpoint));
  it.each([
    ['a size with a zero before it', signNote(`${origin}\n03\n${head.root.toString('base64')}\n`, logKey)],
    ['a negative size', signNote(`${origin}\n-3\n${head.root.toString('base64')}\n`, logKey)],
    [
      'a size beyond what is exact',
      signNote(`${origin}\n9007199254740992\n${head.root.toString('base64')}\n`, logKey),
    ],
    ['a root that is cut', signNote(`${origin}\n3\nAAAA\n`, logKey)],
    ['a root in base64url', signNote(`${origin}\n3\n${head.root.toString('base64url')}\n`, logKey)],
    ['no root', signNote(`${origin}\n3\n`, logKey)],
    ['no origin', signNote(`\n3\n${head.root.toString('base64')}\n`, logKey)],
    ['a fourth line', signNote(`${checkpointText(head)}more\n`, logKey)],
  ])('with %s are none', (_, note) => expect(() => parseCheckpoint(note)).toThrow(MalformedNote));
});

describe('cosignatures', () => {
  const cosigned =
    checkpoint + cosign(head, witnesses[0], 1_679_315_147) + cosign(head, witnesses[1], 1_700_000_000);
  const keys = witnesses.map(({ verifier }) => verifier);
  it('bear the time at which each witness saw the head', () =>
    expect(cosigners(parseCheckpoint(cosigned), keys).map(({ key, time }) => [key.name, time])).toEqual([
      ['w2.example', 1_679_315_147],
      ['w3.example', 1_700_000_000],
    ]));
  it('are 76 bytes: key id, time, signature', () => {
    const [line] = parseSignatures(cosign(head, witnesses[0], 5));
    expect(line.signature).toHaveLength(72);
    expect(line.signature.readBigUInt64BE(0)).toBe(5n);
  });
  it('cover the time and the head', () => {
    const other = cosign({ ...head, size: 4 }, witnesses[0], 5);
    expect(() => cosigners(parseCheckpoint(checkpoint + other), keys)).toThrow(ForgedNote);
    const [{ name, signature }] = parseSignatures(cosign(head, witnesses[0], 5));
    signature.writeBigUInt64BE(6n);
    const id = Buffer.alloc(4);
    id.writeUInt32BE(witnesses[0].verifier.id);
    const later = `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
    expect(() => cosigners(parseCheckpoint(checkpoint + later), keys)).toThrow(ForgedNote);
  });
  it('are ignored where the witness is not known', () =>
    expect(cosigners(parseCheckpoint(cosigned), keys.slice(2))).toEqual([]));
});

describe('the policy of a verifier', () => {
  const named = witnesses.map(({ verifier }, i) => `witness W${i} ${vkeyText(verifier)}`).join('\n');
  const policy = (quorum: string): string =>
    `# ours\nlog ${vkeyText(logKey.verifier)} https://log.example\n${named}\n${quorum}\n`;
  const twoOfThree = parsePolicy(policy('group all3 2 W0 W1 W2\nquorum all3'));
  const one = checkpoint + cosign(head, witnesses[0], 5);
  const two = one + cosign(head, witnesses[2], 6);

  it('takes a checkpoint that its log signed and enough witnesses cosigned', () => {
    expect(trustedCheckpoint(two, twoOfThree).cosignatures).toHaveLength(2);
    expect(() => trustedCheckpoint(one, twoOfThree)).toThrow(UntrustedCheckpoint);
    expect(trustedCheckpoint(one, parsePolicy(policy('quorum W0'))).size).toBe(3);
    expect(() => trustedCheckpoint(one, parsePolicy(policy('quorum W1')))).toThrow(UntrustedCheckpoint);
    expect(trustedCheckpoint(one, parsePolicy(policy('group g any W0 W1\nquorum g'))).size).toBe(3);
    expect(() => trustedCheckpoint(one, parsePolicy(policy('group g all W0 W1\nquorum g')))).toThrow(
      UntrustedCheckpoint,
    );
    expect(trustedCheckpoint(checkpoint, parsePolicy(policy('quorum none'))).cosignatures).toEqual([]);
    const nested = 'group g any W0 W1\ngroup h all g W2\nquorum h';
    expect(trustedCheckpoint(two, parsePolicy(policy(nested))).size).toBe(3);
    expect(() => trustedCheckpoint(one, parsePolicy(policy(nested)))).toThrow(UntrustedCheckpoint);
  });
  it('takes none of another log, nor one under another origin', () => {
    const other = signingKey('other.example', 'note', Buffer.alloc(32, 7));
    expect(() =>
      trustedCheckpoint(signCheckpoint({ ...head, origin: 'other.example' }, other), twoOfThree),
    ).toThrow(UntrustedCheckpoint);
    expect(() =>
      trustedCheckpoint(signCheckpoint({ ...head, origin: 'other.example' }, logKey), twoOfThree),
    ).toThrow(UntrustedCheckpoint);
  });
  it.each([
    ['no quorum', ''],
    ['two quorums', 'quorum none\nquorum none'],
    ['a name that is not defined', 'quorum W9'],
    ['a name taken twice', `witness W0 ${VKEY}\nquorum none`],
    ['a threshold too high', 'group g 4 W0 W1 W2\nquorum g'],
    ['a threshold of nothing', 'group g 0 W0\nquorum g'],
    ['a member of two groups', 'group g any W0\ngroup h any W0\nquorum g'],
    ['a group called none', 'group none any W0\nquorum W0'],
    ['a log twice', `log ${vkeyText(logKey.verifier)}\nquorum none`],
    ['a witness key for a log', `log ${vkeyText(witnesses[0].verifier)}\nquorum none`],
    ['a word that nobody knows', 'trust me\nquorum none'],
    ['a control character', 'quorum none\u0007'],
  ])('with %s is refused', (_, quorum) =>
    expect(() => parsePolicy(policy(quorum))).toThrow(/^line \d+: |no quorum/),
  );
});

describe('tlog-proof', () => {
  const proof = { index: 2, path: [leafHash('a'), leafHash('b')], checkpoint };
  it('is read as it was written', () => {
    expect(tlogProofText(proof).startsWith('c2sp.org/tlog-proof@v1\nindex 2\n')).toBe(true);
    expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
    const extra = { ...proof, extra: Buffer.from('more'), path: [] };
    expect(tlogProofText(extra)).toContain('@v1\nextra bW9yZQ==\nindex 2\n\n');
    expect(parseTlogProof(tlogProofText(extra))).toEqual(extra);
  });
  it.each([
    ['another version', tlogProofText(proof).replace('@v1', '@v2')],
    ['no index', tlogProofText(proof).replace('index 2\n', '')],
    ['an index with a zero before it', tlogProofText(proof).replace('index 2', 'index 02')],
    ['a hash that is cut', tlogProofText(proof).replace(/=\n/, '\n')],
    ['extra that is no base64', tlogProofText(proof).replace('index', 'extra !\nindex')],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => expect(() => parseTlogProof(text)).toThrow(MalformedNote));
});
