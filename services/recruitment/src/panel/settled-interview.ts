/**
 * SQL: the interview's component of an application `a` beside its panel's sheet `s`. A corrected score, or one that came by
 * file, stands in the application; else it is the mean of the panel, once revealed and with no spread left to explain.
 * The two are joined instead of written into one row: a row has the version of one stream.
 */
export const INTERVIEW = `coalesce(a.interview, CASE WHEN s.status IN ('revealed', 'reconciled') THEN s.mean END)`;

/** SQL: an application `a` with its panel's sheet `s`. */
export const WITH_PANEL_SHEET = 'rm.application a LEFT JOIN rm.panel_sheet s USING (application_id)';

/**
 * SQL, on an application `a` with its panel's sheet `s`: true where the person of `parameter` is no panelist of the vacancy, or
 * the scores are open. Before the reveal a panelist knows the participant's number and work sample only, under whatever role.
 * @source domain.md 4.3 rule 8
 */
export const unmasked = (
  parameter: string,
): string => `(coalesce(s.status, 'scoring') <> 'scoring' OR NOT EXISTS (
  SELECT FROM rm.vacancy_panel p WHERE p.vacancy_id = a.vacancy_id
    AND p.members || p.reserves @> jsonb_build_array(jsonb_build_object('personId', ${parameter}::text))))`;
