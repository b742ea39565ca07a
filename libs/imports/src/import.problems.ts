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
  FILE_KIND_UNKNOWN: {
    title: 'Kind of file unknown',
    en: 'The file is neither CSV nor a workbook (XLSX). It looks like {looks}.',
    id: 'Berkas bukan CSV dan bukan buku kerja (XLSX). Berkas ini tampak seperti {looks}.',
    next: {
      en: 'Open it in a spreadsheet and save it as XLSX or as CSV (UTF-8), without a password.',
      id: 'Buka di aplikasi lembar kerja lalu simpan sebagai XLSX atau CSV (UTF-8), tanpa kata sandi.',
    },
  },
  ARCHIVE_INVALID: {
    title: 'Archive invalid',
    en: 'The workbook is damaged, cut off, or packed in a way that is not read here.',
    id: 'Buku kerja rusak, terpotong, atau dikemas dengan cara yang tidak dibaca di sini.',
    next: {
      en: 'Open it in a spreadsheet, save it anew and send that.',
      id: 'Buka di aplikasi lembar kerja, simpan ulang, lalu kirim hasilnya.',
    },
  },
  WORKBOOK_INVALID: {
    title: 'Workbook invalid',
    en: 'The file is no workbook (XLSX) that can be read here.',
    id: 'Berkas bukan buku kerja (XLSX) yang dapat dibaca di sini.',
    next: {
      en: 'Open it in a spreadsheet and save it as XLSX, or as CSV (UTF-8).',
      id: 'Buka di aplikasi lembar kerja lalu simpan sebagai XLSX, atau sebagai CSV (UTF-8).',
    },
  },
  WORKBOOK_TOO_LARGE: {
    title: 'Workbook too large',
    en: 'The workbook unpacks to more than {limit}.',
    id: 'Isi buku kerja setelah dibuka lebih dari {limit}.',
    next: {
      en: 'Keep only the sheet with the rows, without pictures and formats, or send it in parts.',
      id: 'Sisakan lembar yang berisi baris saja, tanpa gambar dan format, atau kirim dalam beberapa bagian.',
    },
  },
  WORKBOOK_MACROS: {
    title: 'Workbook has macros',
    en: 'The workbook has macros. None is run here, and none is taken in.',
    id: 'Buku kerja berisi makro. Makro tidak dijalankan dan tidak diterima di sini.',
    next: { en: 'Save it as XLSX, without macros.', id: 'Simpan sebagai XLSX, tanpa makro.' },
  },
  SHEET_NOT_FOUND: {
    title: 'Sheet not found',
    en: 'The file has no sheet of this name.',
    id: 'Berkas tidak memiliki lembar dengan nama tersebut.',
    next: {
      en: 'Leave the name out for the first sheet, or write it exactly as the workbook does.',
      id: 'Kosongkan nama untuk lembar pertama, atau tulis persis seperti di buku kerja.',
    },
  },
  CELLS_MERGED: {
    title: 'Cells merged',
    en: 'The sheet has merged cells ({range}): their value belongs to more than one row or column.',
    id: 'Lembar memiliki sel gabungan ({range}): nilainya milik lebih dari satu baris atau kolom.',
    next: {
      en: 'Unmerge the cells and fill each one in.',
      id: 'Pisahkan sel gabungan dan isi setiap selnya.',
    },
  },
  TOO_MANY_COLUMNS: {
    title: 'Too many columns',
    en: 'The file has more than {limit} columns.',
    id: 'Berkas memiliki lebih dari {limit} kolom.',
    next: { en: 'Keep the columns of this import only.', id: 'Sisakan kolom untuk impor ini saja.' },
  },
  FORMULA_REFUSED: {
    title: 'Formula',
    en: 'The cell holds a formula. Only values are taken over.',
    id: 'Sel berisi rumus. Hanya nilai yang diterima.',
    next: {
      en: 'Copy the column and paste it back as values.',
      id: 'Salin kolomnya dan tempel kembali sebagai nilai.',
    },
  },
  CELL_ERROR: {
    title: 'Error in a cell',
    en: 'The cell shows an error of the spreadsheet, such as #N/A.',
    id: 'Sel menampilkan galat lembar kerja, misalnya #N/A.',
    next: { en: 'Write the value that is meant.', id: 'Tulis nilai yang dimaksud.' },
  },
  NUMBER_INEXACT: {
    title: 'Number has lost digits',
    en: 'A spreadsheet keeps fifteen digits of a number, and this one has more: the last ones are lost.',
    id: 'Lembar kerja hanya menyimpan lima belas angka, dan bilangan ini lebih panjang: angka terakhirnya hilang.',
    next: {
      en: 'Format the column as text and type the number (a NIP or NIK) again.',
      id: 'Ubah format kolom menjadi teks lalu ketik ulang nomornya (NIP atau NIK).',
    },
  },
});
