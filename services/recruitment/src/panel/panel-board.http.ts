import { Requires } from '@jejak/auth';
import type { PanelistKind } from '@jejak/contracts/recruitment';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { decimal, NotFound } from '@jejak/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { membersFor } from './composition';
import { panel } from './panel.decider';
import { type Panel, panelStream } from './panel.state';
import { Panels } from './panels';
import { WITH_PANEL_SHEET } from './settled-interview';

/** One applicant as a panelist sees them. Before the reveal that is the number, the work sample and how many have sealed. */
interface PanelBoardRow {
  readonly applicationId: string;
  readonly participantNo: string;
  /** SHA-256 of the document; null where none is deposited. */
  readonly workSampleSha256: string | null;
  readonly status: Panel['status'];
  /** How many score this applicant, and how many of them have sealed. */
  readonly members: number;
  readonly sealed: number;
  /** Whether the caller has. */
  readonly sealedByMe: boolean;
  /** Null before the reveal. */
  readonly mean: string | null;
  readonly spread: string | null;
}

/** What the panel has to explain, and what its members have agreed to so far. */
interface PanelSheetView {
  readonly applicationId: string;
  readonly status: Panel['status'];
  readonly mean: string;
  readonly spread: string;
  readonly maxSpread: string;
  /** Highest first. By kind: who gave which is nobody's to know by this list. */
  readonly scores: readonly { readonly kind: PanelistKind; readonly score: string }[];
  readonly explanations: readonly { readonly justification: string; readonly agreed: number }[];
}

/** SQL: the persons who score `a`: the panel's members and those called from the reserve, less those recused. */
const SCORING = `SELECT m->>'personId' AS person FROM jsonb_array_elements(p.members) m
  UNION SELECT jsonb_array_elements_text(coalesce(s.replacements, '[]'))
  EXCEPT SELECT jsonb_array_elements_text(coalesce(s.recused, '[]'))`;

const BOARD = `a.application_id AS "applicationId", a.participant_no AS "participantNo", a.work_sample_sha256 AS "workSampleSha256",
  coalesce(s.status, 'scoring') AS status, (SELECT count(*)::int FROM (${SCORING}) scoring) AS members,
  jsonb_array_length(coalesce(s.sealed, '[]')) AS sealed, coalesce(s.sealed, '[]') ? $2::text AS "sealedByMe",
  s.mean::text AS mean, s.spread::text AS spread`;

/** SQL: `a` of the vacancy `v` is interviewed: past the SKD, or in an open selection past the verification, once that is published. */
const IN_INTERVIEW = `CASE WHEN v.appointment_kind = 'JPT'
  THEN a.status = 'admin-passed' AND v.status NOT IN ('announced', 'open', 'closed') ELSE a.status = 'skd-passed' END`;

const byNumber = keyset('panel-board', { participantNo: 'text', id: 'uuid' });

/** What the members of a panel see, each of those whom they score. */
@Controller()
export class PanelBoardController {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
    private readonly db: DataSource,
  ) {}

  /** The applicants whom the caller scores; to everybody else the list is empty. */
  @Get('vacancies/:id/panel-board')
  @Requires('recruitment:score')
  @Exported('panel-board', [
    'applicationId',
    'participantNo',
    'workSampleSha256',
    'status',
    'members',
    'sealed',
    'sealedByMe',
    'mean',
    'spread',
  ])
  async board(
    @Id() vacancyId: string,
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor }: CommandContext,
  ): Promise<Page<PanelBoardRow>> {
    const after = byNumber.after(cursor);
    const rows = await this.db.query<PanelBoardRow[]>(
      `SELECT ${BOARD} FROM ${WITH_PANEL_SHEET} JOIN rm.vacancy_panel p ON p.vacancy_id = a.vacancy_id
         JOIN rm.vacancy v ON v.vacancy_id = a.vacancy_id
       WHERE a.vacancy_id = $1 AND $2::text IN (${SCORING})
         AND (${IN_INTERVIEW} OR coalesce(s.status, 'scoring') <> 'scoring')
         AND ($3::text IS NULL OR (a.participant_no, a.application_id) > ($3, $4::uuid))
       ORDER BY a.participant_no, a.application_id LIMIT $5`,
      [vacancyId, actor, after?.participantNo ?? null, after?.id ?? null, limit + 1],
    );
    return byNumber.page(rows, limit, ({ participantNo, applicationId: id }) => ({ participantNo, id }));
  }

  /** The open scores of one applicant, and the explanations of their spread, to those who gave them. */
  @Get('applications/:id/panel-scores')
  @Requires('recruitment:reconcile')
  async scores(@Id() applicationId: string, @Context() { actor }: CommandContext): Promise<PanelSheetView> {
    const { state } = await this.store.state(panel, panelStream(applicationId));
    const { revealed, status, agreed } = state;
    const appointed = revealed && (await this.panels.appointed(revealed.vacancyId)).state;
    const members = appointed ? membersFor(appointed, state).map(({ personId }) => personId) : [];
    if (!revealed || !members.includes(actor))
      throw new NotFound('PANEL_NOT_FOUND', 'There are no open scores for you to read.');
    const { mean, spread, maxSpread } = revealed;
    const texts = [...new Set(Object.values(agreed))].filter((text) => text !== null);
    return {
      ...{ applicationId, status, mean, spread, maxSpread },
      scores: revealed.scores
        .map(({ kind, score }) => ({ kind, score }))
        .sort((a, b) => decimal(b.score).cmp(a.score)),
      explanations: texts.map((justification) => ({
        justification,
        agreed: Object.values(agreed).filter((text) => text === justification).length,
      })),
    };
  }
}
