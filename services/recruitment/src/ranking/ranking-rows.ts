import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { parseEventType } from '@jejak/kernel';
import type { BatchHandler } from '@jejak/messaging';
import { ROWS_PER_PART } from './digest';
import { isRankingComputed, rankingTableRows } from './ranking.projection';

const INSERT = `
  INSERT INTO rm.ranking_row (ranking_id, place, rank, participant_no, application_id, twk, tiu, tkp, total, gpa, skb,
    final, tie_break_used, outcome, missed, components)
  SELECT "rankingId", place, rank, "participantNo", "applicationId", twk, tiu, tkp, total, gpa, skb,
    final, "tieBreakUsed", outcome, missed, components
  FROM json_to_recordset($1::json) AS r("rankingId" uuid, place integer, rank integer, "participantNo" text,
    "applicationId" uuid, twk integer, tiu integer, tkp integer, total integer, gpa numeric, skb numeric,
    final numeric, "tieBreakUsed" text, outcome text, missed text[], components jsonb)
  ON CONFLICT (ranking_id, place) DO NOTHING`;

/**
 * The rows of all rankings. A part of a ranking is one event and a thousand rows, so it is a handler of its own instead of
 * a fold of one row. A ranking never changes, so what is there is right.
 */
export const rankingRows: BatchHandler = {
  name: 'ranking_row',
  sources: [recruitmentContracts],
  wants: (type) => {
    const parsed = parseEventType(type);
    return parsed?.service === recruitmentContracts.service && parsed.name === 'RankingComputed';
  },
  apply: async (events, tx) => {
    const rows = events.filter(isRankingComputed).flatMap((event) => rankingTableRows(event, ROWS_PER_PART));
    if (rows.length > 0) await tx.query(INSERT, [JSON.stringify(rows)]);
  },
};
