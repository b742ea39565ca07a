/** What people of the city write: about nobody in particular, and long enough for every rule. */
export const EXPECTED = {
  expectBerorientasiPelayanan: 'Melayani setiap warga dengan ramah dan tuntas.',
  expectAkuntabel: 'Mencatat pekerjaan dengan jujur dan tepat waktu.',
  expectKompeten: 'Meningkatkan kemampuan dan membantu rekan belajar.',
  expectHarmonis: 'Menghargai setiap orang apa pun latar belakangnya.',
  expectLoyal: 'Menjaga nama baik instansi dan rahasia jabatan.',
  expectAdaptif: 'Terbuka terhadap cara kerja baru dan teknologi.',
  expectKolaboratif: 'Bekerja sama lintas bidang untuk hasil bersama.',
};

export const FEEDBACK: readonly {
  readonly behaviour: string;
  readonly effect: string;
  readonly suggestion: string;
}[] = [
  {
    behaviour: 'Menjelaskan prosedur dengan sabar kepada warga yang datang.',
    effect: 'Antrean berkurang dan warga pulang dengan berkas lengkap.',
    suggestion: 'Bagikan cara menjelaskan itu kepada rekan satu tim.',
  },
  {
    behaviour: 'Menyelesaikan laporan triwulan sebelum batas waktu.',
    effect: 'Bidang dapat memeriksa data tanpa terburu-buru.',
    suggestion: 'Pertahankan, dan bantu rekan menyusun jadwalnya.',
  },
  {
    behaviour: 'Beberapa catatan kegiatan belum disertai keterangan.',
    effect: 'Pemeriksaan memerlukan waktu lebih lama dari biasanya.',
    suggestion: 'Lengkapi keterangan pada hari kegiatan dilakukan.',
  },
];

export const RETURNED = 'Target belum sesuai dengan hasil kerja unit; mohon disesuaikan kembali.';
export const ADJUSTED = 'Target disesuaikan dengan capaian tiga tahun terakhir.';
export const SUPPORT = 'Pendampingan mingguan dan tambahan peralatan kerja.';
export const CONTESTED = 'Target ini tidak sebanding dengan jumlah petugas di bidang kami.';
export const DISPUTE_DECIDED = 'Setelah mendengar kedua pihak, target ditetapkan pada angka yang wajar.';
export const REJECTED = 'Jumlah tidak sesuai dengan register unit; mohon dilaporkan kembali.';
export const SELF_REPORT = 'Sebagian besar kegiatan terlaksana sesuai rencana triwulan ini.';
export const SELF_ASSESSMENT = 'Tahun ini saya mencapai sebagian besar target dan belajar cara kerja baru.';
export const NOTES = 'Hasil dibahas bersama, kekuatan dan hal yang perlu diperbaiki disepakati.';
export const NEXT = ['Melengkapi catatan kegiatan setiap minggu', 'Mengikuti pelatihan yang direncanakan'];
export const SUMMARY = 'Capaian tahun ini dan rencana pengembangan disepakati bersama.';
export const DEVIATION =
  'Penilaian berbeda dari rekomendasi karena tugas tambahan yang berat sepanjang tahun dan tidak tercatat pada indikator.';
export const OBJECTED = 'Penilaian belum memperhitungkan tugas tambahan pada semester kedua.';
export const HEARD = {
  rater: 'Penilaian mengikuti data yang terverifikasi dan catatan umpan balik.',
  employee: 'Tugas tambahan dikerjakan di luar indikator dan diketahui unit.',
};
export const DISMISSED = 'Tugas tambahan sudah tercermin dalam nilai perilaku; hasil tetap.';
export const UPHELD = 'Bukti tugas tambahan diterima; peringkat hasil kerja dinaikkan.';
export const BASIS = 'Capaian indikator unit dan tindak lanjut pengawasan tahun ini.';
export const OBSTACLE = {
  description: 'Peralatan kerja rusak sehingga kegiatan lapangan tertunda.',
  cause: 'Alat rusak dan belum ada pengganti.',
  action: 'Meminjam alat dari bidang lain sampai perbaikan selesai.',
  effect: 'Kegiatan berjalan kembali sesuai jadwal.',
};
export const COMPLAINT = {
  text: 'Saya menunggu sangat lama di loket dan tidak ada penjelasan.',
  answer: 'Terima kasih atas pengaduan ini; kami telah menelusuri kejadiannya.',
  action: 'Loket kedua dibuka pada jam sibuk dan nomor antrean dipasang.',
  disputed: 'Jawaban belum menyelesaikan masalah yang saya sampaikan.',
  late: 'Penelusuran memerlukan keterangan dari beberapa petugas.',
};
export const REVIEW = 'Petugas membantu dengan baik dan cepat.';
export const DECIDED_REVIEW = 'Ulasan diperiksa bersama catatan loket pada hari itu.';

export const QUESTIONS = ['Hasil utama tahun ini', 'Cara kerja dengan rekan', 'Rencana pengembangan diri'];

export const OPINIONS = [
  'Perubahan ini baik, mohon disosialisasikan lebih awal.',
  'Mohon dipertimbangkan beban kerja unit pada awal tahun.',
  'Kami setuju, asalkan berlaku sama untuk semua unit.',
] as const;
export const OPINION_ANSWER = 'Terima kasih. Pendapat ini dibahas bersama unit sebelum rancangan diajukan.';
export const IMPACT =
  'Berlaku bagi semua pegawai mulai tahun penilaian berikutnya; tahun yang berjalan tidak berubah.';

export const NOMINATION = 'Selalu membantu rekan di luar tugasnya sendiri dan berbagi cara kerja yang baik.';
export const VIOLATION = {
  articleRef: 'PP 94/2021 Pasal 4 huruf f',
  allegation: 'Tidak masuk kerja tanpa keterangan yang sah menurut daftar hadir unit.',
  statement: 'Ada urusan keluarga yang tidak sempat saya beritahukan kepada atasan.',
  decided: 'Ketidakhadiran terbukti menurut daftar hadir dan diakui pada pemeriksaan.',
  dismissed: 'Surat keterangan sakit diterima; ketidakhadiran ternyata sah.',
  appealed: 'Sebagian hari itu saya berada di fasilitas kesehatan dan memiliki surat.',
  upheld: 'Surat yang diajukan tidak mencakup hari yang dipersoalkan; keputusan tetap.',
  revoked: 'Surat yang diajukan mencakup semua hari yang dipersoalkan; keputusan dicabut.',
};

export const SELECTION = {
  requirements: [
    { kind: 'EDUCATION', text: 'Ijazah paling rendah S-1 sesuai jabatan.' },
    { kind: 'HEALTH', text: 'Sehat jasmani dan rohani menurut surat keterangan.' },
  ],
  education: 'S-1 sesuai jabatan',
  rejected: 'Ijazah yang diunggah tidak sesuai dengan syarat pendidikan jabatan.',
  budget: 'APBD belanja pegawai',
} as const;

export const WITHDRAWN =
  'Pegawai sedang menjalani hukuman disiplin; usul kenaikan pangkat tidak dilanjutkan.';

export const NO_BUDGET = 'Anggaran insentif tahun ini tidak mencukupi untuk pemberian ini.';
