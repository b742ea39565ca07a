import { type ProblemCatalogue, registerProblems } from '@jejak/http';

const DOCUMENTS: ProblemCatalogue = {
  DOCUMENT_MISSING: {
    title: 'Document missing',
    en: 'The vacancy asks for documents that are not there: {kinds}.',
    id: 'Dokumen yang diminta lowongan belum ada: {kinds}.',
    next: { en: 'Upload them, then submit.', id: 'Unggah dokumennya, lalu kirim lamaran.' },
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Document not found',
    en: 'There is no such document for you to read.',
    id: 'Tidak ada dokumen tersebut yang dapat Anda baca.',
    next: { en: 'Look it up in the list of documents.', id: 'Periksa daftar dokumen.' },
  },
  DOCUMENT_TOO_LARGE: {
    title: 'Document too large',
    en: 'A document has at most {limit}.',
    id: 'Ukuran dokumen paling besar {limit}.',
    next: { en: 'Scan it at a lower resolution.', id: 'Pindai dengan resolusi lebih rendah.' },
  },
  DOCUMENT_TYPE_REFUSED: {
    title: 'Document type refused',
    en: 'The content is not one of {types}, whole and by itself; archives and programs are not taken.',
    id: 'Isinya bukan salah satu dari {types} yang utuh; arsip dan program tidak diterima.',
    next: {
      en: 'Save the document as PDF, JPEG or PNG and send it alone.',
      id: 'Simpan dokumen sebagai PDF, JPEG atau PNG dan kirim tanpa lampiran lain.',
    },
  },
  TOO_MANY_DOCUMENTS: {
    title: 'Too many documents',
    en: 'One applicant keeps at most {most} documents here.',
    id: 'Seorang pelamar menyimpan paling banyak {most} dokumen di sini.',
    next: { en: 'Use one that you have uploaded.', id: 'Gunakan dokumen yang sudah diunggah.' },
  },
};

registerProblems(DOCUMENTS);
