import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page that verifies what people hold, in their own browser. */
export interface VerifyPage {
  /** One file: script and style stand in it. */
  readonly html: string;
  /** What it may do; a server adds that nobody may frame it. */
  readonly contentSecurityPolicy: string;
}

const POLICY = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"/;

/** The page as it was built. */
export const verifyPage = (): VerifyPage => {
  const html = readFileSync(join(__dirname, '..', 'dist', 'verify.html'), 'utf8');
  const [, contentSecurityPolicy] = POLICY.exec(html) ?? [];
  if (contentSecurityPolicy === undefined) throw new Error('verify.html says nothing of what it may do');
  return { html, contentSecurityPolicy };
};
