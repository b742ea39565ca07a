import { registerProblems } from '@jejak/http';

/** What people read when a rule of this service refuses; one page each in `docs/problems`. */
registerProblems({
  LEGAL_NOTICE_MANDATORY: {
    title: 'Legal notice mandatory',
    en: 'Legal notices and deadlines of reports are always told; only their channel can be changed.',
    id: 'Pemberitahuan hukum dan tenggat laporan selalu disampaikan; hanya salurannya yang dapat diubah.',
    next: { en: 'Choose another channel.', id: 'Pilih saluran lain.' },
  },
  CHANNEL_UNAVAILABLE: {
    title: 'Channel unavailable',
    en: 'Nothing can be sent by {channel} from here, or you have no address for it.',
    id: 'Pesan tidak dapat dikirim melalui {channel} dari sini, atau Anda belum memiliki alamatnya.',
    next: {
      en: 'Choose another channel, or set its address first.',
      id: 'Pilih saluran lain atau isi alamatnya dahulu.',
    },
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: 'Webhook address refused',
    en: 'Messages go to https addresses of the public network.',
    id: 'Pesan hanya dikirim ke alamat https di jaringan publik.',
    next: {
      en: 'Name an https address with a host name, or ask the operator to allow a host of the city.',
      id: 'Isi alamat https dengan nama host, atau minta operator mengizinkan host milik kota.',
    },
  },
  WEBHOOK_NOT_FOUND: {
    title: 'Webhook not found',
    en: 'You have no such endpoint.',
    id: 'Anda tidak memiliki endpoint tersebut.',
    next: { en: 'Nothing needs to be done.', id: 'Tidak ada yang perlu dilakukan.' },
  },
  MESSAGE_NOT_FOUND: {
    title: 'Message not found',
    en: 'There is no such message for you.',
    id: 'Tidak ada pesan tersebut untuk Anda.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  PLACEHOLDER_UNKNOWN: {
    title: 'Placeholder unknown',
    en: 'A text may name {allowed} and nothing else in braces.',
    id: 'Teks hanya boleh memuat {allowed} di dalam kurung kurawal.',
    next: { en: 'Take the other braces out.', id: 'Hapus kurung kurawal lainnya.' },
  },
  TEMPLATE_EMPTY: {
    title: 'Template empty',
    en: 'A text says something, in both languages.',
    id: 'Teks harus berisi dalam kedua bahasa.',
    next: { en: 'Write both texts.', id: 'Tulis kedua teks.' },
  },
  CODE_UNKNOWN: {
    title: 'Code unknown',
    en: 'Nothing has this code.',
    id: 'Kode ini tidak dikenal.',
    next: { en: 'Check the code.', id: 'Periksa kodenya.' },
  },
});
