import type { Person } from './people';

type Language = 'id' | 'en';

const TEXTS = {
  id: {
    title: 'Masuk — Kota Contoh',
    heading: 'Pilih siapa Anda',
    note: 'Ini peragaan dengan orang-orang rekaan. Tidak ada kata sandi.',
    people: 'Orang',
    roles: 'peran',
    gone: 'Halaman masuk ini sudah tidak berlaku. Mulailah lagi dari aplikasi.',
    unknown: 'Orang itu tidak ada dalam peragaan. Pilih salah satu di bawah ini.',
  },
  en: {
    title: 'Sign in — Kota Contoh',
    heading: 'Choose who you are',
    note: 'This is a demonstration with people who do not exist. There is no password.',
    people: 'People',
    roles: 'roles',
    gone: 'This sign-in page is no longer valid. Begin again from the application.',
    unknown: 'There is no such person in the demonstration. Choose one below.',
  },
} as const;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** The first of `ui_locales` and `Accept-Language` that there is a page in; the city speaks Indonesian. */
export const pageLanguage = (uiLocales: unknown, acceptLanguage: string | undefined): Language => {
  const wanted = `${typeof uiLocales === 'string' ? uiLocales : ''} ${acceptLanguage ?? ''}`;
  const first = /(?:^|[\s,])(id|in|en)(?=$|[\s,;-])/i.exec(wanted)?.[1].toLowerCase();
  return first === 'en' ? 'en' : 'id';
};

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
  ul { list-style: none; padding: 0 }
  button { font: inherit; width: 100%; text-align: left; padding: .75rem 1rem; margin: .25rem 0; background: #f4f6f8;
    border: 1px solid #5b6570; border-radius: .375rem; color: inherit; cursor: pointer }
  button:hover { background: #e6ebf0 }
  button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
  .roles { color: #4a4a4a }
  [role=alert] { border-left: .25rem solid #a4262c; padding-left: .75rem }
`;

const page = (language: Language, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TEXTS[language].title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

/** The page on which one chooses a person: one button each, reachable by keyboard, without a script. */
export const signInPage = (language: Language, people: readonly Person[], refused = false): string => {
  const texts = TEXTS[language];
  const items = people
    .map(
      ({ key, name, roles }) =>
        `<li><button name="person" value="${escaped(key)}"><strong>${escaped(key)}</strong> ${escaped(name)}
<span class="roles">(${texts.roles}: ${escaped(roles.join(', '))})</span></button></li>`,
    )
    .join('\n');
  return page(
    language,
    `<h1 id="heading">${texts.heading}</h1>
<p>${texts.note}</p>
${refused ? `<p role="alert">${texts.unknown}</p>` : ''}
<form method="post" aria-labelledby="heading">
<h2>${texts.people}</h2>
<ul>
${items}
</ul>
</form>`,
  );
};

/** The page for a sign-in that was begun too long ago, or not at all. */
export const expiredPage = (language: Language): string =>
  page(language, `<p role="alert">${TEXTS[language].gone}</p>`);

/** Nothing but this page's own style runs on it; the answer to its form is a redirect to the application. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
