import { useState } from 'react';
import { useWord } from '../words/words';
import type { Fault } from './act';
import { Field } from './fields';

/** A document: its own bytes stay with whoever has it, the record holds by what it is recognised. */
export interface Evidence {
  /** For whoever chose it; it is not sent. */
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
}

const MOST_FILES = 20;

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const fingerprint = async (file: File): Promise<Evidence> => ({
  name: file.name,
  sha256: hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())),
  mediaType: file.type === '' ? 'application/octet-stream' : file.type,
  size: file.size,
});

/** What a command says of documents. */
export const sentEvidence = (evidence: readonly Evidence[]): object[] =>
  evidence.map(({ sha256, mediaType, size }) => ({ sha256, mediaType, size }));

/** Documents that are cited: read and recognised in this browser, sent nowhere. */
export const EvidenceField = ({
  id,
  faults,
  evidence,
  change,
}: {
  readonly id: string;
  readonly faults: readonly Fault[];
  readonly evidence: readonly Evidence[];
  readonly change: (evidence: readonly Evidence[]) => void;
}) => {
  const word = useWord();
  const [isReading, setReading] = useState(false);
  const [isUnreadable, setUnreadable] = useState(false);
  const add = async (files: readonly File[]): Promise<void> => {
    setReading(true);
    setUnreadable(false);
    try {
      const added = await Promise.all(files.map(fingerprint));
      const isNew = ({ sha256 }: Evidence): boolean => !evidence.some((one) => one.sha256 === sha256);
      change([...evidence, ...added.filter(isNew)].slice(0, MOST_FILES));
    } catch {
      setUnreadable(true);
    }
    setReading(false);
  };
  return (
    <>
      <Field id={id} label={word('act.evidence')} hint={word('act.evidenceHint')} faults={faults}>
        {(described) => (
          <input
            {...described}
            type="file"
            multiple
            onChange={({ target }) => {
              void add([...(target.files ?? [])]);
              target.value = '';
            }}
          />
        )}
      </Field>
      <div role="status">
        {isReading ? <p>{word('act.evidenceReading')}</p> : null}
        {isUnreadable ? <p>{word('act.evidenceUnreadable')}</p> : null}
        {evidence.length === 0 ? null : (
          <ul className="plain-list">
            {evidence.map(({ name, sha256, size }) => (
              <li key={sha256}>
                {name} <span className="small muted">{word('act.bytes', { size })}</span>{' '}
                <code className="break">{sha256}</code>{' '}
                <button
                  type="button"
                  className="button slim"
                  onClick={() => change(evidence.filter((one) => one.sha256 !== sha256))}
                >
                  {word('act.evidenceRemove')}
                  <span className="away"> {name}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
};

/** Documents in one line of a review. */
export const evidenceLine = (evidence: readonly Evidence[]): string =>
  evidence.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 12)}…)`).join('; ') || '–';
