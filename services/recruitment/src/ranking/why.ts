import type { RankedStage, ScoreComponent, TieBreak } from '@jejak/contracts/recruitment';
import type { Language } from '@jejak/http';
import type { RankingTableRow } from './ranking.projection';

/** What put a row below the one above it. */
export interface WhyThisRank {
  /** FINAL, SKD or SKB: the ranked score itself; else the tie-break. Null for the first, and for who has no rank. */
  readonly criterion: RankedBy | null;
  /** This row's value in it, and that of the row above; null where there is none, or it is personal. */
  readonly own: string | null;
  readonly above: string | null;
  readonly aboveParticipantNo: string | null;
  /** The same in one sentence. */
  readonly sentence: string;
}

/** The score that a stage ranks by, or what breaks a tie in it. */
type RankedBy = TieBreak | RankedStage;

type Valued = Extract<keyof RankingTableRow, 'final' | 'total' | 'tkp' | 'tiu' | 'twk' | 'gpa' | 'skb'>;

/** Where a criterion's value stands in a row. A birth date stands in none. */
const VALUE: Readonly<Partial<Record<RankedBy, Valued>>> = {
  ...{ FINAL: 'final', SKB: 'skb', SKD: 'total', TKP: 'tkp', TIU: 'tiu', TWK: 'twk', GPA: 'gpa' },
};

/** The value by which a row is compared; null where a row has none that may be told. */
const valueOf = (row: RankingTableRow, criterion: RankedBy): string | null => {
  const member = VALUE[criterion];
  if (member) return row[member] === null ? null : String(row[member]);
  return row.components?.[criterion as ScoreComponent] ?? null;
};

const NAME: Readonly<Record<Language, Readonly<Record<RankedBy, string>>>> = {
  en: {
    ...{
      FINAL: 'final score',
      SKB: 'SKB score',
      SKD: 'SKD total',
      TKP: 'TKP score',
      TIU: 'TIU score',
      TWK: 'TWK score',
    },
    ...{ TECHNICAL: 'technical competence', MANAGERIAL: 'managerial competence' },
    ...{ SOCIOCULTURAL: 'socio-cultural competence', COMPETENCY: 'competency assessment', PAPER: 'paper' },
    ...{ INTERVIEW: 'interview', TRACK_RECORD: 'track record' },
    ...{ GPA: 'grade point average', AGE: 'age', UNRESOLVED: '' },
  },
  id: {
    ...{
      FINAL: 'nilai akhir',
      SKB: 'nilai SKB',
      SKD: 'jumlah nilai SKD',
      TKP: 'nilai TKP',
      TIU: 'nilai TIU',
      TWK: 'nilai TWK',
    },
    ...{ TECHNICAL: 'kompetensi teknis', MANAGERIAL: 'kompetensi manajerial' },
    ...{ SOCIOCULTURAL: 'kompetensi sosial kultural', COMPETENCY: 'asesmen kompetensi', PAPER: 'makalah' },
    ...{ INTERVIEW: 'wawancara', TRACK_RECORD: 'rekam jejak' },
    ...{ GPA: 'IPK', AGE: 'usia', UNRESOLVED: '' },
  },
};

const SENTENCES: Readonly<
  Record<Language, Readonly<Record<'first' | 'failed' | 'AGE' | 'UNRESOLVED', string>>>
> = {
  en: {
    first: 'First of the list.',
    failed: 'No rank: below the threshold of',
    AGE: 'Equal in every score to the one above, who is older.',
    UNRESOLVED: 'Equal in everything to the one above: their order says nothing.',
  },
  id: {
    first: 'Urutan pertama dalam daftar.',
    failed: 'Tanpa peringkat: di bawah nilai ambang batas',
    AGE: 'Semua nilai sama dengan peserta di atasnya, yang lebih tua.',
    UNRESOLVED: 'Semuanya sama dengan peserta di atasnya: urutan keduanya tidak bermakna.',
  },
};

const compared = (language: Language, criterion: RankedBy, own: string, above: string): string => {
  const name = NAME[language][criterion];
  return language === 'id'
    ? `Di bawah peserta sebelumnya karena ${name}: ${own}, sedangkan di atasnya ${above}.`
    : `Below the one above by ${name}: ${own} against ${above}.`;
};

/**
 * Why a row stands where it stands.
 * @param above the row above; undefined for the first
 * @source domain.md 4.5, 18
 */
export const whyThisRank = (
  stage: RankedStage,
  row: RankingTableRow,
  above: RankingTableRow | undefined,
  language: Language,
): WhyThisRank => {
  const alone = { criterion: null, own: null, above: null, aboveParticipantNo: null };
  if (row.rank === null)
    return { ...alone, sentence: `${SENTENCES[language].failed} ${row.missed.join(', ')}.` };
  if (!above) return { ...alone, sentence: SENTENCES[language].first };
  // Written by this service from the closed list of tie-breaks.
  const criterion = (row.tieBreakUsed as TieBreak | null) ?? stage;
  const aboveParticipantNo = above.participantNo;
  const [own, its] = [valueOf(row, criterion), valueOf(above, criterion)];
  if (own === null || its === null)
    return {
      ...{ criterion, own: null, above: null, aboveParticipantNo },
      sentence: SENTENCES[language][criterion === 'AGE' ? 'AGE' : 'UNRESOLVED'],
    };
  return {
    criterion,
    own,
    above: its,
    aboveParticipantNo,
    sentence: compared(language, criterion, own, its),
  };
};
