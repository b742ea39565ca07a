import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { type ArchivedFile, archiveOf, type Pieces } from '@jejak/exports';
import { verifyPage } from '@jejak/verifier';
import type { AsnHistory } from '@jejak/ledger';
import type { Answer, Found } from '../answer/answers';
import type { HistoryItem } from '../history/stream-questions';

/** Run by whoever gets the archive, with nothing but Node.js: it asks nobody. */
const VERIFY = `'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parsePolicy, verifyHistory } = require('./ledger/index.js');
const read = (name) => readFileSync(join(__dirname, '..', name), 'utf8');
try {
  // A policy that did not come with the archive is the better one: node verifier/verify.js my-tlog-policy.txt
  const policy = parsePolicy(process.argv[2] ? readFileSync(process.argv[2], 'utf8') : read('tlog-policy.txt'));
  const { stream, checkpoint, events, checked } = verifyHistory(JSON.parse(read('history.asn-history.json')), policy);
  console.log('checkpoint   size ' + checkpoint.size + '  root ' + checkpoint.root.toString('base64'));
  console.log('stream       ' + stream + '  versions 1-' + events.length + ', complete as of this checkpoint');
  for (const { core, index } of events) console.log('  ' + core.ver + '  #' + index + '  ' + core.at + '  ' + core.type);
  console.log('checked      ' + checked.inclusions + ' inclusions, ' + checked.links + ' chain links; 0 failed');
  console.log('VALID        (does not say that a decision is just; says that nothing was changed or left out)');
} catch (error) {
  console.log('INVALID      ' + (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
`;

const README = (stream: string): string => `Evidence: the history of ${stream}

history.asn-history.json   the events and the proof that these are all of them, as of a checkpoint of the log
facts.json                 what they say, as the log's service gave it to an inspector
tlog-policy.txt            the keys on which the proof rests. Compare them with a copy that did not come with this archive
verify.html                what checks it in a browser, without a network too: open it, and choose history.asn-history.json and tlog-policy.txt
verifier/                  what checks it, as source: node verifier/verify.js [another tlog-policy.txt]
SHA256SUMS                 sha256sum -c SHA256SUMS

Exit code 0: it holds. 1: it does not, and the first broken link is named. The formats are those of C2SP and docs/verify.md.
`;

/** What else libs/ledger has: a witness, and logs for tests. */
const NOT_VERIFYING = ['witness', 'made-up'];

/** The code of the formats as it is built: it rests on nothing but Node.js. */
const verifierFiles = (folder = dirname(require.resolve('@jejak/ledger'))): ArchivedFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_VERIFYING.includes(relative(folder, path).split(sep)[0]))
    .sort()
    .map((path) => ({
      name: `verifier/ledger/${relative(folder, path).split(sep).join('/')}`,
      content: readFileSync(path),
    }));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** An object whose list comes one by one, and what can only be said behind it. */
async function* listed(
  head: object,
  member: string,
  list: AsyncIterable<unknown> | Iterable<unknown>,
  behind: () => object,
): AsyncGenerator<string> {
  yield `{\n  "${member}": [`;
  let between = '\n';
  for await (const one of list) {
    yield `${between}${JSON.stringify(one)}`;
    between = ',\n';
  }
  yield `\n  ],\n${json({ ...head, ...behind() }).slice('{\n'.length)}`;
}

/** The answer with every page of it, and the last page's word on how far was looked. */
const factsOf = (
  { items, complete, next: _, ...answer }: Answer<HistoryItem>,
  following: AsyncIterable<Found<HistoryItem>>,
): AsyncIterable<string> => {
  let [to, gaps] = [complete.to, complete.gaps];
  const all = async function* (): AsyncGenerator<HistoryItem> {
    yield* items;
    for await (const page of following) {
      to = page.complete.to;
      // Missing versions are those of each page; what a source is behind is the same on all of them.
      gaps = [...gaps, ...page.complete.gaps.filter((gap) => typeof gap === 'number')];
      yield* page.items;
    }
  };
  return listed({ ...answer, next: null }, 'items', all(), () => ({ complete: { ...complete, to, gaps } }));
};

/** The same bytes, whose sum is told once all of them have passed. */
async function* summed(content: Pieces, told: (sum: string) => void): AsyncGenerator<string | Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
  told(hash.digest('hex'));
}

/**
 * Everything that a court needs to check the history of a stream by itself, made while it is sent.
 * @param following the pages behind the one that the answer has
 * @param policy a tlog-policy: whose signatures it rests on
 * @source audit-ledger.md section 14, question 8
 */
export const evidenceArchive = (
  stream: string,
  { proof, ...answer }: Answer<HistoryItem>,
  following: AsyncIterable<Found<HistoryItem>>,
  policy: string,
): Readable => {
  // What was asked with a proof has one.
  const { events, ...history } = proof as AsnHistory;
  const files: ArchivedFile[] = [
    { name: 'README.txt', content: README(stream) },
    { name: 'history.asn-history.json', content: listed(history, 'events', events, () => ({})) },
    { name: 'facts.json', content: factsOf(answer, following) },
    { name: 'tlog-policy.txt', content: policy },
    { name: 'verify.html', content: verifyPage().html },
    { name: 'verifier/verify.js', content: VERIFY },
    { name: 'verifier/package.json', content: json({ type: 'commonjs', private: true }) },
    ...verifierFiles(),
  ];
  const sums: string[] = [];
  const told = (name: string) => (sum: string) => void sums.push(`${sum}  ${name}\n`);
  const counted = files.map(({ name, content }): ArchivedFile => {
    const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    return { name, content: summed(pieces, told(name)) };
  });
  // It is the last, so the others have passed.
  const list = function* (): Generator<string> {
    yield* sums;
  };
  return archiveOf([...counted, { name: 'SHA256SUMS', content: list() }]);
};
