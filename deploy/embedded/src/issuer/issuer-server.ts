import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Interaction, Provider } from 'oidc-provider';
import type { People } from './people';
import { expiredPage, PAGE_HEADERS, pageLanguage, signInPage } from './sign-in-page';

const SIGN_IN = '/sign-in/';
const FORM_LIMIT_BYTES = 4_096;

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > FORM_LIMIT_BYTES) return new URLSearchParams();
  }
  return new URLSearchParams(text);
};

const answer = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, PAGE_HEADERS).end(html);
};

/** Choosing a person is signing in; there is nothing else to ask. */
const signIn = async (
  provider: Provider,
  people: People,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const accepted = request.headers['accept-language'];
  let interaction: Interaction;
  try {
    interaction = await provider.interactionDetails(request, response);
  } catch {
    return answer(response, 400, expiredPage(pageLanguage(undefined, accepted)));
  }
  const language = pageLanguage(interaction.params.ui_locales, accepted);
  if (request.method !== 'POST') return answer(response, 200, signInPage(language, people.all));
  const person = people.named((await formOf(request)).get('person') ?? '');
  if (!person) return answer(response, 400, signInPage(language, people.all, true));
  await provider.interactionFinished(request, response, { login: { accountId: person.id, remember: false } });
};

/**
 * Whoever comes to sign in is nobody yet: who was chosen in this browser before does not count, so that one can be another person
 * without signing out of the issuer first.
 */
const forgetWhoWasChosen = (request: IncomingMessage): void => {
  const { cookie } = request.headers;
  if (cookie === undefined) return;
  request.headers.cookie = cookie
    .split(';')
    .filter((part) => !/^\s*_session[.=]/.test(part))
    .join(';');
};

/** The issuer over HTTP: `/health`, the page to sign in on, and what OpenID prescribes. */
export const issuerServer = (provider: Provider, people: People): Server => {
  const openId = provider.callback();
  return createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/health') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}');
    } else if (path.startsWith(SIGN_IN)) {
      signIn(provider, people, request, response).catch(() => {
        if (!response.headersSent) answer(response, 500, expiredPage('en'));
        else response.destroy();
      });
    } else {
      if (/^\/auth(\/|$)/.test(path)) forgetWhoWasChosen(request);
      openId(request, response);
    }
  });
};
