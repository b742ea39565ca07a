import type { Requirement, RequirementKind } from '@jejak/contracts/recruitment';

/** What no requirement may be about. */
const GROUNDS: readonly RequirementKind[] = ['RELIGION', 'ETHNICITY', 'MARITAL_STATUS', 'POLITICS'];

/**
 * Words by which such a requirement is put under another heading. Not to be met: the subject of a degree ("Pendidikan
 * Agama"), and "not a member of a political party", which the law itself asks of a civil servant.
 */
const WORDINGS: readonly (readonly [RequirementKind, RegExp])[] = [
  ['RELIGION', /\b(beragama|penganut agama|seagama|religion of)\b/i],
  ['ETHNICITY', /\b(suku|etnis|bersuku|ras|putra daerah|ethnic(ity)?)\b/i],
  [
    'MARITAL_STATUS',
    /\b((belum|sudah|tidak) (pernah )?(me)?nikah|(belum|sudah) kawin|lajang|janda|duda|(un)?married)\b/i,
  ],
  ['POLITICS', /\b(simpatisan|pendukung|kader) (partai|calon)\b|\bsupporter of a party\b/i],
];

/**
 * The forbidden ground that a requirement rests on, or null: religion, ethnicity, marital status, politics.
 * @source UU 20/2023 (merit); domain.md 4.2
 */
export const discriminatoryGround = ({ kind, text }: Requirement): RequirementKind | null =>
  GROUNDS.find((ground) => ground === kind) ??
  WORDINGS.find(([, wording]) => wording.test(text))?.[0] ??
  null;
