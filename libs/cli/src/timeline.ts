import type { Installation } from './installation';

/** One event of the inspector's timeline, as the audit service answers it. */
interface TimelineItem {
  readonly index: number;
  readonly version: number;
  readonly type: string;
  readonly local: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly reason: { readonly code: string; readonly text: string | null } | null;
  readonly policy: string | null;
  readonly policies: readonly string[];
  readonly changes?: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
}

export interface Timeline {
  readonly asOf: { readonly size: number; readonly time: string };
  readonly complete: {
    readonly scope: string;
    readonly from: number;
    readonly to: number;
    readonly gaps: readonly unknown[];
  };
  readonly items: readonly TimelineItem[];
  readonly accessEvent: string | null;
}

/** The history of a stream with the differences that each event made. The read itself becomes a fact. */
export const timeline = (
  installation: Installation,
  token: string,
  stream: string,
  purpose: string,
): Promise<Timeline> =>
  installation.json<Timeline>(
    'GET',
    `/api/audit/v1/streams/${encodeURIComponent(stream)}/history?${new URLSearchParams({ diff: '1', purpose }).toString()}`,
    { token },
  );

/** Changes to a screen line; what is longer is in the JSON. */
const LONGEST = 60;

const shown = (value: unknown): string => {
  const text = value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

const itemText = (item: TimelineItem): string => {
  const { version, type, local, actor, role, reason, policies, changes = [] } = item;
  const [, , name = type] = type.split('.');
  const lines = [
    `${String(version).padStart(3)}  ${local.slice(0, 16).replace('T', ' ')}  ${name}  by ${actor ?? '–'} (${role ?? '–'})`,
  ];
  if (reason) lines.push(`     why: ${reason.code}${reason.text === null ? '' : `: ${reason.text}`}`);
  if (policies.length > 0) lines.push(`     under: ${policies.join(', ')}`);
  for (const change of changes)
    lines.push(`     ${change.field}: ${shown(change.old)} → ${shown(change.new)}`);
  return lines.join('\n');
};

/** A timeline in words. */
export const timelineText = ({ asOf, complete, items, accessEvent }: Timeline): string =>
  [
    ...items.map(itemText),
    '',
    `complete: ${complete.scope} ${complete.from} to ${complete.to}, ${complete.gaps.length === 0 ? 'no gap' : `${complete.gaps.length} gaps`}; log of ${asOf.size} entries at ${asOf.time}`,
    ...(accessEvent ? [`this read is recorded as ${accessEvent}`] : []),
  ].join('\n');
