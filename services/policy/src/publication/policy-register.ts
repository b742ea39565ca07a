import { csvRow } from '@jejak/publication';
import { isPublic } from '../policy/version-view';
import type { PolicyFileRow } from '../policy/policy-file.projection';

const COLUMNS = [
  ...[
    'key',
    'version',
    'kind',
    'status',
    'effective_from',
    'last_day',
    'published_on',
    'sha256',
    'legal_basis',
  ],
  ...['problem', 'intended_outcome', 'impact_note', 'coverage_pct', 'shortfall', 'parameters'],
] as const;

/**
 * Every version that the public may know of, in order of key and number, as CSV. Names nobody.
 * @source domain.md 2.7, 8.1 (published openly)
 */
export const policyRegister = (
  files: readonly PolicyFileRow[],
): { readonly rows: number; readonly content: string } => {
  const lines = [...files]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .flatMap(({ key, versions }) =>
      versions
        .filter(isPublic)
        .map((of) =>
          csvRow([
            ...[key, of.version, of.kind, of.status, of.effectiveFrom, of.lastDay],
            ...[of.published?.publishedOn ?? null, of.published?.sha256 ?? null, of.legalBasis],
            ...[of.problem, of.intendedOutcome, of.impactNote, of.coverage, String(of.shortfall)],
            JSON.stringify(of.parameters),
          ]),
        ),
    );
  return { rows: lines.length, content: [csvRow(COLUMNS), ...lines].join('') };
};
