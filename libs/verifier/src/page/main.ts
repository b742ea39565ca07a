import {
  type AsnReceipt,
  legible,
  parseVerifyFragment,
  type ProvenField,
  type VerifyLink,
  verifyReceipt,
  type VerifiedEvent,
} from '@jejak/ledger';
import {
  type ConsistencyProof,
  type Evidence,
  isConsistencyProof,
  keysOfReceipt,
  readKeys,
  recognise,
  type TrustedKeys,
} from './material';
import { type Line, LINES, type LineName, type Outcome, verification } from './verification';
import { type Conclusion, type Language, localTime, WORDS, type Words } from './words';

/** What stands behind a log on the web; a page that was saved has none. */
const SITE = location.protocol.startsWith('http') ? location.origin : null;

/** What has been found so far, kept as it is and not as text: the language may change at any time. */
interface Shown {
  kind: Evidence['kind'] | null;
  from: TrustedKeys['from'];
  lines: Map<LineName, Outcome>;
  conclusion: Conclusion | null;
  events: readonly VerifiedEvent[];
  receipt: AsnReceipt | null;
  note: ((words: Words) => string) | null;
}

const nothing = (): Shown => ({
  ...{ kind: null, from: 'reader', lines: new Map(), conclusion: null, events: [], receipt: null },
  note: null,
});

let language: Language = navigator.language.startsWith('en') ? 'en' : 'id';
let shown = nothing();

const at = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;

const make = (tag: string, text: string, className?: string): HTMLElement => {
  const element = document.createElement(tag);
  // Text and never markup: what is shown was written by others.
  element.textContent = text;
  if (className !== undefined) element.className = className;
  return element;
};

const tableOf = (caption: string, columns: readonly string[], rows: readonly (readonly string[])[]) => {
  const scroll = make('div', '', 'scroll');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', caption);
  const table = make('table', '');
  const head = make('tr', '');
  for (const column of columns) {
    const cell = make('th', column);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  table.append(make('caption', caption), head);
  for (const row of rows) {
    const line = make('tr', '');
    line.append(...row.map((text) => make('td', text)));
    table.append(line);
  }
  scroll.append(table);
  return scroll;
};

const eventRow = ({ core, index, fields }: VerifiedEvent, words: Words): string[] => [
  ...[String(core.ver), String(index), localTime(core.at, language)],
  ...[/^asn\.[a-z]+\.(\w+)\.v\d+$/.exec(core.type)?.[1] ?? core.type, core.actor ?? '–', core.role ?? '–'],
  ...[core.policy ?? '–', fields === null ? '–' : words.shown(fields.shown, fields.redacted)],
];

const fieldRow = ({ p, v }: ProvenField): string[] => [p, legible(v)];

const detailOf = (outcome: Outcome, words: Words): string => {
  switch (outcome.state) {
    case 'holds':
      return words.found(outcome.found);
    case 'open':
      return words.why(outcome.why);
    case 'broken':
      return words.broken(outcome.link);
  }
};

const MARKS = { holds: '✓', open: '–', broken: '✗', waiting: '·' } as const;

const lineOf = (name: LineName, words: Words): HTMLElement => {
  const outcome = shown.lines.get(name);
  const state = outcome?.state ?? 'waiting';
  const line = make('li', '', state);
  line.dataset.line = name;
  line.append(
    make('strong', `${MARKS[state]} ${words.states[state]}`),
    document.createTextNode(words.lines(shown.kind)[name]),
  );
  if (outcome) line.append(make('span', detailOf(outcome, words), 'detail'));
  return line;
};

const showLink = (link: VerifyLink | null, words: Words): void => {
  const place = at('link');
  place.hidden = link === null;
  if (!link) return;
  const found = words.linkFound(link.stream, link.index, link.row);
  place.textContent = shown.kind === null ? `${found} ${words.linkWanted}` : found;
};

const show = (): void => {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = `Jejak: ${words.title}`;
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
    element.textContent = words[element.dataset.word as 'title'];
  const other = at('language');
  other.textContent = words.other;
  other.lang = language === 'id' ? 'en' : 'id';
  at('limits').replaceChildren(...words.limits.map((limit) => make('li', limit)));
  at('lines').replaceChildren(...LINES.map((name) => lineOf(name, words)));
  showLink(parseVerifyFragment(location.hash), words);
  const conclusion = at('conclusion');
  const { kind, conclusion: came, from, receipt, events, note } = shown;
  conclusion.textContent = came && kind ? words.conclusion(came, kind, from) : '';
  conclusion.className = came?.startsWith('valid') ? 'valid' : came === 'invalid' ? 'invalid' : '';
  at('note').textContent = note?.(words) ?? '';
  const tables = [
    ...(events.length > 0
      ? [
          tableOf(
            words.events,
            words.columns,
            events.map((event) => eventRow(event, words)),
          ),
        ]
      : []),
    ...(receipt ? [tableOf(words.row, ['', ''], [receipt.row, ...receipt.fields].map(fieldRow))] : []),
  ];
  at('shown').replaceChildren(...tables);
};

/** What the site answers, or null: a page that is not on the web asks nobody. */
const ask = async (path: string): Promise<Response | null> => {
  if (SITE === null) return null;
  try {
    const response = await fetch(`${SITE}${path}`, { credentials: 'omit' });
    return response.ok ? response : null;
  } catch {
    return null;
  }
};

interface HandedIn {
  evidence: Evidence | null;
  keys: TrustedKeys | null;
  kept: string | null;
  consistency: ConsistencyProof | null;
}

const take = (into: HandedIn, text: string): boolean => {
  const material = recognise(text);
  switch (material.is) {
    case 'evidence': {
      const leaf = into.evidence?.kind === 'entry' ? into.evidence.leaf : null;
      const { evidence } = material;
      into.evidence = evidence.kind === 'entry' ? { ...evidence, leaf: evidence.leaf ?? leaf } : evidence;
      return true;
    }
    case 'keys':
      into.keys = { policy: material.policy, from: 'reader' };
      return true;
    case 'checkpoint':
      into.kept = material.note;
      return true;
    case 'consistency':
      into.consistency = material.consistency;
      return true;
    default:
      return false;
  }
};

/** A leaf belongs to the proof beside it, whichever was chosen first. */
const takeFiles = async (into: HandedIn, files: readonly File[]): Promise<void> => {
  const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
  let leaf: string | null = null;
  for (const { name, text } of texts) {
    const material = recognise(text);
    if (material.is === 'leaf') ({ leaf } = material);
    else if (!take(into, text)) shown.note = (words) => words.unknown(name);
  }
  if (leaf !== null && into.evidence?.kind === 'entry') into.evidence = { ...into.evidence, leaf };
};

/** The keys that this site publishes: good for a first look, and said to be no more. */
const keysOfSite = async (): Promise<TrustedKeys | null> => {
  const answer = await ask('/log.vkey');
  const policy = answer ? readKeys(await answer.text()) : null;
  return policy && { policy, from: 'site' };
};

const keysFor = async (evidence: Evidence): Promise<TrustedKeys | null> => {
  if (evidence.kind === 'receipt') {
    const policy = keysOfReceipt(evidence.file);
    if (policy) return { policy, from: 'file' };
  }
  return keysOfSite();
};

/** The receipt that a printed code points at, as the log's service gives it. */
const receiptOfLink = async ({ stream, row }: VerifyLink): Promise<Evidence | null> => {
  if (row === null) return null;
  const path = `/api/audit/v1/receipts/in/${encodeURIComponent(stream)}/${encodeURIComponent(row)}`;
  const answer = await ask(path);
  const material = answer ? recognise(await answer.text()) : null;
  return material?.is === 'evidence' ? material.evidence : null;
};

const consistencyOf = async (
  handedIn: ConsistencyProof | null,
  from: number,
  to: number,
): Promise<ConsistencyProof | null> => {
  if (handedIn?.from.size === from && handedIn.to.size === to) return handedIn;
  const answer = await ask(`/api/audit/v1/verify/consistency?from=${from}&to=${to}`);
  const found: unknown = answer ? await answer.json() : null;
  return isConsistencyProof(found) ? found : null;
};

/** Whether a published list has been replaced since; what the site says, so it is verified like the receipt itself. */
const versionNote = async (
  receipt: AsnReceipt,
  { policy }: TrustedKeys,
): Promise<((words: Words) => string) | null> => {
  const valueOf = (fields: readonly ProvenField[], pointer: string) =>
    fields.find(({ p }) => p === pointer)?.v;
  const [dataset, version] = [valueOf(receipt.fields, '/datasetId'), valueOf(receipt.fields, '/version')];
  if (typeof dataset !== 'string' || typeof version !== 'number') return null;
  const path = `/api/audit/v1/receipts/${encodeURIComponent(dataset)}/${encodeURIComponent(receipt.row.p.slice('/r/'.length))}`;
  const answer = await ask(path);
  if (!answer) return null;
  const newest = verifyReceipt(await answer.json(), { ...policy, isQuorum: () => true });
  const newer = valueOf(newest.fields, '/version');
  if (valueOf(newest.fields, '/datasetId') !== dataset || typeof newer !== 'number') return null;
  return newer > version
    ? (words) => words.superseded(newer, newest.core.reason ?? null)
    : (words) => words.newest(version);
};

const concludeFrom = (lines: ReadonlyMap<LineName, Outcome>): Conclusion => {
  const states = [...lines.values()].map(({ state }) => state);
  if (states.includes('broken')) return 'invalid';
  const holds = (name: LineName): boolean => lines.get(name)?.state === 'holds';
  const proven = holds('signature') && holds('content') && (shown.kind === 'entry' || holds('completeness'));
  if (!proven) return 'undecided';
  return holds('witnesses') ? 'valid' : 'valid-unwitnessed';
};

const painted = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const tick = async ({ name, outcome }: Line): Promise<void> => {
  shown.lines.set(name, outcome);
  show();
  await painted();
};

const verify = async (): Promise<void> => {
  shown = nothing();
  show();
  const link = parseVerifyFragment(location.hash);
  const handedIn: HandedIn = { evidence: null, keys: null, kept: null, consistency: null };
  await takeFiles(handedIn, [...(at<HTMLInputElement>('files').files ?? [])]);
  for (const id of ['keys', 'kept']) {
    const text = at<HTMLTextAreaElement>(id).value.trim();
    if (text === '') continue;
    // A note ends with a newline, which a reader may well have lost.
    const whole = id === 'kept' ? `${text}\n` : text;
    if (!take(handedIn, whole)) shown.note = (words) => words.unknown(words[id as 'keys' | 'kept']);
  }
  const evidence = handedIn.evidence ?? (link && (await receiptOfLink(link)));
  if (!evidence) {
    shown.note ??= (words) => (link ? words.linkWanted : words.nothing);
    show();
    return;
  }
  const keys = handedIn.keys ?? (await keysFor(evidence));
  shown.kind = evidence.kind;
  shown.from = keys?.from ?? 'reader';
  const { kept } = handedIn;
  const consistency = (from: number, to: number) => consistencyOf(handedIn.consistency, from, to);
  const steps = verification({ evidence, keys, kept, link, consistency });
  let step = await steps.next();
  for (; !step.done; step = await steps.next()) await tick(step.value);
  shown.conclusion = concludeFrom(shown.lines);
  shown.events = step.value?.events ?? [];
  if (step.value && evidence.kind === 'receipt' && keys) {
    shown.receipt = evidence.file;
    shown.note ??= await versionNote(evidence.file, keys);
  }
  show();
};

/** Whatever goes wrong otherwise is said, too: a page that stays silent looks as if it agreed. */
const verifyAndSay = (): void => {
  verify().catch((error: unknown) => {
    shown.conclusion = 'undecided';
    const message = error instanceof Error ? error.message : String(error);
    shown.note = (words) => words.defect(message);
    show();
  });
};

at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  verifyAndSay();
});
at('language').addEventListener('click', () => {
  language = language === 'id' ? 'en' : 'id';
  show();
});
addEventListener('hashchange', verifyAndSay);
show();
if (parseVerifyFragment(location.hash) && SITE !== null) verifyAndSay();
