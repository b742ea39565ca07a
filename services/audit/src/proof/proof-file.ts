import type { Response } from 'express';

/** Names what is sent as a file to keep; the fact that records the read goes beside it, since the file has a form of its own. */
export const sendAsFile = (response: Response, name: string, accessEvent: string | null): void => {
  response.set({
    'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '_')}"`,
    ...(accessEvent === null ? {} : { 'X-Access-Event': accessEvent }),
  });
};
