import type { DocumentKind, SubmittedDocument } from '@jejak/contracts/recruitment';
import { RuleViolated } from '@jejak/kernel';

/** A document as its owner names it. */
export type NamedDocument = Pick<SubmittedDocument, 'kind' | 'sha256'>;

/** What an application can be submitted with, and what its vacancy asks for. */
export interface DocumentsGiven {
  readonly required: readonly DocumentKind[];
  /** All that the applicant has uploaded, newest first. */
  readonly uploaded: readonly SubmittedDocument[];
}

const byKind = (one: SubmittedDocument, other: SubmittedDocument): number =>
  one.kind < other.kind || (one.kind === other.kind && one.sha256 < other.sha256) ? -1 : 1;

/**
 * The documents that go with an application: those that its owner names, else the newest of each kind that is asked for, and no
 * more than that. Sorted by kind.
 * @throws RuleViolated DOCUMENT_MISSING with the kinds that are not there, or were named and never uploaded
 * @source domain.md 4.2
 */
export const documentsFor = (
  named: readonly NamedDocument[] | null,
  { required, uploaded }: DocumentsGiven,
): SubmittedDocument[] => {
  const found = (named ?? []).map(({ kind, sha256 }) =>
    uploaded.find((document) => document.kind === kind && document.sha256 === sha256),
  );
  const newest = required.map((kind) => uploaded.find((document) => document.kind === kind));
  const chosen = (named ? found : newest).filter((document) => document !== undefined);
  const absent = (named ?? []).filter((_, at) => found[at] === undefined).map(({ kind }) => kind);
  const unmet = required.filter((kind) => !chosen.some((document) => document.kind === kind));
  const kinds = [...new Set([...unmet, ...absent])].sort();
  if (kinds.length > 0)
    throw new RuleViolated('DOCUMENT_MISSING', 'The vacancy asks for documents that are not there.', {
      field: 'documents',
      params: { kinds },
    });
  return [...new Set(chosen)]
    .map(({ kind, sha256, mediaType, size }) => ({ kind, sha256, mediaType, size }))
    .sort(byKind);
};
