import type { DocumentKind, FormationKind, RequirementKind } from '@jejak/contracts/recruitment';
import { describe, expect, it } from '@jest/globals';
import { requiredDocuments } from './required-documents';

const ALWAYS: readonly DocumentKind[] = ['DIPLOMA', 'IDENTITY'];
const sorted = (...more: DocumentKind[]): DocumentKind[] => [...ALWAYS, ...more].sort();

describe('the documents that a vacancy asks for', () => {
  it.each<[RequirementKind, DocumentKind[]]>([
    ['EDUCATION', sorted()],
    ['CERTIFICATE', sorted('CERTIFICATE')],
    ['EXPERIENCE', sorted('EXPERIENCE_LETTER')],
    ['LANGUAGE', sorted('LANGUAGE_CERTIFICATE')],
    ['HEALTH', sorted('HEALTH_CERTIFICATE')],
    ['CONDUCT', sorted('CONDUCT_RECORD')],
    ['OTHER', sorted()],
  ])('follow from a requirement of %s', (kind, kinds) =>
    expect(requiredDocuments([{ kind, text: 'x' }], 'GENERAL', undefined)).toEqual(kinds),
  );
  it.each<[FormationKind, DocumentKind[]]>([
    ['GENERAL', sorted()],
    ['CUMLAUDE', sorted('TRANSCRIPT')],
    ['DIASPORA', sorted()],
    ['DISABILITY', sorted('DISABILITY_STATEMENT')],
    ['PAPUA', sorted()],
    ['REMOTE', sorted()],
  ])('follow from a seat for %s', (kind, kinds) =>
    expect(requiredDocuments([], kind, undefined)).toEqual(kinds),
  );
  it('are those that the draft names, with identity and diploma', () => {
    const experience = [{ kind: 'EXPERIENCE', text: 'x' }] as const;
    expect(requiredDocuments(experience, 'GENERAL', ['PHOTO', 'PHOTO'])).toEqual(sorted('PHOTO'));
    expect(requiredDocuments(experience, 'GENERAL', [])).toEqual(sorted());
  });
});
