import type { Language } from '../problems/problem-text';

/** class-validator's English sentences and ours, as an Indonesian reads them. `$1` is the limit that the sentence names. */
const INDONESIAN: readonly (readonly [RegExp, string])[] = [
  [/ should not exist$/, ' tidak dikenal'],
  [/ must be a UUID$/, ' harus berupa UUID'],
  [/ must be a string$/, ' harus berupa teks'],
  [/ must be a boolean value$/, ' harus berupa true atau false'],
  [/ must be an integer number$/, ' harus berupa bilangan bulat'],
  [/ must be a number .*$/, ' harus berupa bilangan'],
  [/ must be an array$/, ' harus berupa daftar'],
  [/ must be an object$/, ' harus berupa objek'],
  [/ should not be empty$/, ' tidak boleh kosong'],
  [/ must not be less than (\S+)$/, ' tidak boleh kurang dari $1'],
  [/ must not be greater than (\S+)$/, ' tidak boleh lebih dari $1'],
  [/ must be shorter than or equal to (\d+) characters$/, ' paling panjang $1 karakter'],
  [/ must be longer than or equal to (\d+) characters$/, ' paling pendek $1 karakter'],
  [/ must contain at least (\d+) elements$/, ' harus memuat sekurang-kurangnya $1 unsur'],
  [/ must contain no more than (\d+) elements$/, ' paling banyak memuat $1 unsur'],
  [/ must be one of the following values: (.*)$/, ' harus salah satu dari: $1'],
  [/ must be a valid ISO 8601 date string$/, ' harus berupa tanggal ISO 8601'],
  [/ must match .* regular expression$/, ' tidak sesuai dengan pola yang diminta'],
  [/ must be a positive integer$/, ' harus berupa bilangan bulat positif'],
  [/^no body is expected here$/, 'di sini tidak diharapkan isi'],
];

/** A validation message in the reader's language; one that is not known stays English. */
export const messageIn = (language: Language, message: string): string => {
  if (language === 'en') return message;
  const found = INDONESIAN.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
};
