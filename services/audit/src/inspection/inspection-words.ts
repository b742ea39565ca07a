import type { EvidenceRef, Recorded } from '@jejak/kernel';
import type { ProvenEntry } from '@jejak/contracts/audit';
import type { FindingWords } from './inspection.commands';
import type { InspectionEvent } from './inspection.state';

/** Something said; null where the key of its words is gone. */
type Said = string | null;
type SaidFinding = { readonly [Word in keyof FindingWords]: Said };

/** What was given for a request, one entry each time. */
export interface GivenEvidence {
  readonly at: string;
  readonly note: Said;
  readonly refs: readonly ProvenEntry[];
  readonly documents: readonly EvidenceRef[];
  readonly late: boolean;
}
/** Somebody said that the follow-up is done, or that it does not do. */
export interface FollowUpSaid {
  readonly at: string;
  readonly act: 'REPORTED' | 'RETURNED' | 'ACCEPTED';
  readonly text: Said;
  readonly documents: readonly EvidenceRef[];
}
export interface FindingFile {
  readonly draft: SaidFinding;
  readonly reply: Said;
  /** Null while it is a draft. */
  readonly issued: SaidFinding | null;
  readonly refs: readonly ProvenEntry[];
  readonly documents: readonly EvidenceRef[];
  readonly answer: Said;
  readonly followUp: readonly FollowUpSaid[];
}
export interface RequestFile {
  readonly what: Said;
  readonly given: readonly GivenEvidence[];
}

/** What an inspection's facts say in words: they stand in the log under the installation's key, and in no table. */
export interface InspectionFile {
  readonly letter: EvidenceRef | null;
  readonly question: Said;
  readonly summary: Said;
  /** In their order: number 1 stands first. */
  readonly requests: readonly RequestFile[];
  readonly findings: readonly FindingFile[];
}

const NOTHING: InspectionFile = { letter: null, question: null, summary: null, requests: [], findings: [] };

const changed = <Item>(
  items: readonly Item[],
  ordinal: number,
  change: (item: Item) => Item,
): readonly Item[] => items.map((item, at) => (at === ordinal - 1 ? change(item) : item));

const wordsOf = ({ condition, criteria, cause, effect, recommendation }: SaidFinding): SaidFinding => ({
  ...{ condition, criteria, cause, effect, recommendation },
});

const withEvent = (file: InspectionFile, event: Recorded<InspectionEvent>): InspectionFile => {
  const documents = event.evidence ?? [];
  const at = event.envelope.at;
  const finding = (ordinal: number, change: (item: FindingFile) => FindingFile): InspectionFile => ({
    ...file,
    findings: changed(file.findings, ordinal, change),
  });
  const followUp = (ordinal: number, act: FollowUpSaid['act'], text: Said): InspectionFile =>
    finding(ordinal, (item) => ({ ...item, followUp: [...item.followUp, { at, act, text, documents }] }));
  switch (event.type) {
    case 'InspectionOpened':
      return { ...file, letter: documents[0] ?? null, question: event.data.question };
    case 'EvidenceRequested':
      return { ...file, requests: [...file.requests, { what: event.data.what, given: [] }] };
    case 'EvidenceProvided': {
      const { request, note, refs, late } = event.data;
      const given: GivenEvidence = { at, note, refs, documents, late };
      const change = (item: RequestFile): RequestFile => ({ ...item, given: [...item.given, given] });
      return { ...file, requests: changed(file.requests, request, change) };
    }
    case 'DraftFindingShared': {
      const draft: FindingFile = {
        ...{ draft: wordsOf(event.data), reply: null, issued: null, refs: [], documents: [] },
        ...{ answer: null, followUp: [] },
      };
      return { ...file, findings: [...file.findings, draft] };
    }
    case 'DraftReplied':
      return finding(event.data.finding, (item) => ({ ...item, reply: event.data.reply }));
    case 'FindingIssued':
      return finding(event.data.finding, (item) => ({
        ...{ ...item, issued: wordsOf(event.data), refs: event.data.refs, documents },
      }));
    case 'FindingAnswered':
      return finding(event.data.finding, (item) => ({ ...item, answer: event.data.answer }));
    case 'FollowUpReported':
      return followUp(event.data.finding, 'REPORTED', event.data.done);
    case 'FollowUpReturnedByInspector':
      return followUp(event.data.finding, 'RETURNED', event.reason?.text ?? null);
    case 'FollowUpAccepted':
      return followUp(event.data.finding, 'ACCEPTED', null);
    case 'InspectionClosed':
      return { ...file, summary: event.data.summary };
    case 'EvidenceClockMoved':
    case 'EvidenceOverdue':
    case 'FollowUpOverdue':
      return file;
  }
};

/** Pure. @param facts of one inspection, in their order */
export const inspectionFileOf = (facts: readonly Recorded<InspectionEvent>[]): InspectionFile =>
  facts.reduce(withEvent, NOTHING);
