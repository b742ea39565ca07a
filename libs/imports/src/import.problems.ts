import { registerProblems } from '@jejak/http';

registerProblems({
  COLUMN_REPEATED: {
    title: 'Column twice',
    en: 'The file has a column twice.',
    id: 'Sebuah kolom muncul dua kali di berkas.',
    next: { en: 'Leave one of the two out.', id: 'Hapus salah satunya.' },
  },
  COLUMN_MISSING: {
    title: 'Column missing',
    en: 'The file lacks these columns: {columns}.',
    id: 'Kolom berikut tidak ada di berkas: {columns}.',
    next: { en: 'Add the columns, in any order.', id: 'Tambahkan kolomnya, urutan bebas.' },
  },
  FILE_EMPTY: {
    title: 'File empty',
    en: 'The file has no header row, or no rows behind it.',
    id: 'Berkas tidak memiliki baris judul, atau tidak memiliki baris isi.',
    next: {
      en: 'Export the file again and look at it first.',
      id: 'Ekspor ulang berkas dan periksa isinya.',
    },
  },
  TOO_MANY_ROWS: {
    title: 'Too many rows',
    en: 'The file has more than {limit} rows.',
    id: 'Berkas memiliki lebih dari {limit} baris.',
    next: { en: 'Send it in parts.', id: 'Kirim dalam beberapa bagian.' },
  },
  ROW_WIDTH: {
    title: 'Wrong number of cells',
    en: 'The row has more or fewer cells than the header.',
    id: 'Jumlah sel di baris ini tidak sama dengan baris judul.',
    next: { en: 'Look for a missing or surplus comma.', id: 'Cari koma yang kurang atau lebih.' },
  },
  QUOTE_INVALID: {
    title: 'Quotes invalid',
    en: 'A quote stands around a whole cell, or doubled inside one, and nowhere else.',
    id: 'Tanda kutip hanya boleh mengapit satu sel utuh, atau digandakan di dalamnya.',
    next: { en: 'Export the file as CSV again.', id: 'Ekspor ulang berkas sebagai CSV.' },
  },
  CELL_TOO_LONG: {
    title: 'Cell too long',
    en: 'A cell or line is longer than its column allows.',
    id: 'Sebuah sel atau baris lebih panjang dari yang diizinkan.',
    next: { en: 'Shorten it.', id: 'Persingkat isinya.' },
  },
  VALUE_MISSING: {
    title: 'Value missing',
    en: 'The cell is empty, and its column needs a value.',
    id: 'Sel kosong, padahal kolomnya wajib diisi.',
    next: { en: 'Fill the cell in.', id: 'Isi selnya.' },
  },
  VALUE_INVALID: {
    title: 'Value invalid',
    en: 'The cell holds nothing that its column knows.',
    id: 'Isi sel tidak dikenal oleh kolomnya.',
    next: { en: 'Compare with the description of the column.', id: 'Bandingkan dengan keterangan kolom.' },
  },
  NOT_A_NUMBER: {
    title: 'Not a number',
    en: 'The cell holds no decimal number with a point.',
    id: 'Isi sel bukan bilangan desimal dengan titik.',
    next: { en: 'Write it like 76.25.', id: 'Tulis seperti 76.25.' },
  },
  TOO_MANY_DECIMALS: {
    title: 'Too many decimals',
    en: 'The number has more decimals than its column allows.',
    id: 'Angka di belakang titik melebihi yang diizinkan.',
    next: { en: 'Round it as it was published.', id: 'Bulatkan sesuai yang diumumkan.' },
  },
  DATE_INVALID: {
    title: 'Date invalid',
    en: 'The cell holds no calendar date yyyy-mm-dd.',
    id: 'Isi sel bukan tanggal tttt-bb-hh.',
    next: { en: 'Write it like 2026-01-31.', id: 'Tulis seperti 2026-01-31.' },
  },
  IMPORT_REJECTED: {
    title: 'Rows rejected',
    en: '{rows} rows of the file are bad, so nothing was recorded.',
    id: '{rows} baris berkas keliru, sehingga tidak ada yang dicatat.',
    next: {
      en: 'Mend the rows named in the report, or send the good ones only (mode=good-rows).',
      id: 'Perbaiki baris yang disebut di laporan, atau kirim yang benar saja (mode=good-rows).',
    },
  },
  IMPORT_UNUSABLE: {
    title: 'File unusable',
    en: 'More than {limit} rows of the file are bad.',
    id: 'Lebih dari {limit} baris berkas keliru.',
    next: {
      en: 'Check that it is the right file for this import.',
      id: 'Periksa apakah berkasnya benar untuk impor ini.',
    },
  },
  IMPORT_NOT_FOUND: {
    title: 'Import not found',
    en: 'There is no such import.',
    id: 'Tidak ada impor tersebut.',
    next: {
      en: 'Send the file: the answer names its import.',
      id: 'Kirim berkasnya: jawabannya menyebut impornya.',
    },
  },
  IMPORTS_BUSY: {
    title: 'Imports busy',
    en: 'Other files are being recorded.',
    id: 'Berkas lain sedang dicatat.',
    next: { en: 'Send the file again in a moment.', id: 'Kirim lagi berkasnya sebentar lagi.' },
  },
});
