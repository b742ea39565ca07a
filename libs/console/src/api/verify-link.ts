/** What proves that a row stands in a published list, as far as a link to its verification needs it. */
export interface Receipt {
  readonly leaf: string;
  readonly proof: string;
  readonly row: { readonly p: string; readonly v: unknown };
}

const LEAF_PREFIX = 0;
/** `/r/9389150378` */
const ROW = '/r/';

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/**
 * The address of the page that verifies a row: what stands behind `#` is sent to nobody.
 * @throws Error for what is no receipt
 * @source audit-ledger.md section 10
 */
export const verifyLinkOf = async ({ leaf, proof, row }: Receipt): Promise<string> => {
  const index = Number(/^index (\d+)$/m.exec(proof)?.[1]);
  const { core } = JSON.parse(leaf) as { readonly core: { readonly stream: string } };
  if (!Number.isSafeInteger(index) || !row.p.startsWith(ROW)) throw new Error('This is no receipt of a row.');
  const bytes = new TextEncoder().encode(leaf);
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array([LEAF_PREFIX, ...bytes]));
  const parts = [core.stream, row.p.slice(ROW.length), index, base64url(new Uint8Array(hash))];
  return `/v#${base64url(new TextEncoder().encode(JSON.stringify(parts)))}`;
};

/** How many signed the checkpoint that a receipt rests on, besides the log itself. */
export const cosignaturesOf = ({ proof }: Receipt): number =>
  Math.max(0, (proof.match(/^— /gm) ?? []).length - 1);
