import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Scene } from './scene';

const API = '/api/career/v1';
const INSTRUMENT = 'PCAP-2';

/**
 * E-1 in the nine-box: potential by a licensed instrument, performance by two finals that nobody contests.
 * @source domain.md 15, step 43; 7.5
 */
export const talentScenes = (cast: Cast): Scene[] => {
  const hr = cast.as('HR-1', 'hr_admin');
  const committee = cast.as('TAL-1');
  const [nurseId, memberId] = [cast.person('E-1').id, cast.person('TAL-1').id];
  const talent = `${API}/talent/${nurseId}`;

  return [
    {
      on: '2027-02-08',
      steps: [43],
      what: 'an assessment centre says what E-1 is capable of: 82, 78, 85',
      play: async () => {
        await hr.does('license the instrument', `${API}/talent/instruments`, {
          ...{ code: INSTRUMENT, centre: 'Pusat Penilaian Kompetensi', licence: 'LIS-14/2027' },
          ...{ from: '2027-01-01', to: '2027-12-31' },
        });
        await hr.does('assess the potential of E-1', `${talent}/assess`, {
          ...{ competency: '82', assessment: '78', trackRecord: '85', assessedOn: '2027-02-08' },
          ...{
            instrumentId: naturalId('instrument', INSTRUMENT),
            documentSha256: sha256Of('Laporan PCAP E-1'),
          },
        });
      },
    },
    {
      on: '2027-02-12',
      steps: [43],
      what: 'the talent committee finds E-1 in box 9',
      play: async () => {
        await hr.does('TAL-1 maps talent', `${API}/outsiders/${memberId}/assign-duty`, {
          ...{ duty: 'talent_committee', from: '2027-02-12' },
        });
        await committee.does('map E-1', `${talent}/map`);
        await cast.as('E-1').reads<{ box: number | null }>(talent, ({ box }) => box === 9);
      },
    },
  ];
};
