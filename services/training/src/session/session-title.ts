/** SQL: what a session `s` of a programme `p` is called, which is what it was called when it was scheduled. */
export const TITLE = 'coalesce(s.title, p.first_title, p.title)';
