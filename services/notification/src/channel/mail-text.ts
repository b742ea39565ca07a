import type { SendMailOptions } from 'nodemailer';
import type { Letter } from './channel';

const CRLF = '\r\n';

/** Without line breaks and other control characters, which would end a header. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** An address that can stand in a command and a header: nothing in it ends either. */
export const isMailAddress = (text: string): boolean =>
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text) &&
  text.length <= 254;

const END: Readonly<Record<'id' | 'en', string>> = {
  id: 'Berhenti berlangganan:',
  en: 'End this subscription:',
};

const words = ({ title, link, language, endLink }: Letter): string =>
  (['id', 'en'] as const)
    .filter((each) => language === null || each === language)
    .map((each) =>
      [oneLine(title[each]), '', link, ...(endLink === null ? [] : ['', `${END[each]} ${endLink}`])].join(
        CRLF,
      ),
    )
    .join(`${CRLF}${CRLF}`);

/**
 * A mail of one sentence and a link.
 * @source RFC 3834 (nobody's machine answers it), RFC 2369; RFC 8058 is not offered: ending is a page
 */
export const mailOf = (letter: Letter, from: string, to: string): SendMailOptions => {
  const { messageId, title, language, endLink } = letter;
  return {
    // As objects: nothing in them is taken for a second address.
    from: { name: '', address: from },
    to: { name: '', address: to },
    subject: oneLine(title[language ?? 'id']),
    messageId: `<${messageId}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(endLink === null ? {} : { list: { unsubscribe: endLink } }),
    text: words(letter) + CRLF,
    textEncoding: 'base64',
  };
};
