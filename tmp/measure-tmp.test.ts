import { afterAll, beforeAll, it } from '@jest/globals';
import { type City, startCity } from './city';
import { writeFileSync } from 'node:fs';
let city: City; let hr: string;
beforeAll(async () => { city = await startCity(); hr = await city.token('hr_admin'); }, 120_000);
afterAll(() => city.stop());
it('measures', async () => {
  const out: string[] = [];
  const pad = (n: number, d: number) => String(n).padStart(d, '0');
  const nip = (n: number) => `19900101${pad(n, 10)}`;
  const units = ['unit_code,name,kind,parent_code,from,to', ...Array.from({ length: 10_000 }, (_, n) => `U${n},Unit ${n},OPD,${n === 0 ? '' : `U${Math.floor(n / 10)}`},2020-01-01,`)].join('\n');
  const head = 'nip,nik,name,kind,golongan,jenjang,position,unit_code,supervisor_nip,start,contract_end,email';
  const row = (n: number, start = '2020-01-01') => `${nip(n)},12710101${pad(n, 8)},Pegawai ${n},PNS,III/b,Ahli Pertama,Perawat,U${n % 1000},${n === 1 ? '' : nip(Math.floor(n / 10) || 1)},${start},,`;
  const rows = Array.from({ length: 10_000 }, (_, n) => row(n + 1));
  const broken = rows.map((r, n) => (n % 100 === 7 ? row(n + 1, '2020-02-30') : r));
  const timed = async (name: string, path: string, file: string) => {
    const began = performance.now();
    let { status, body } = await city.send(path, hr, file);
    while (status === 202 || body.state === 'RUNNING' || (body.state !== 'COMPLETED' && body.state !== 'DRY_RUN' && status < 300)) {
      const answer = await city.get(`/imports/${String(body.importId)}`, hr, { prefer: 'wait=30' });
      ({ status, body } = answer);
      if (performance.now() - began > 500_000) break;
    }
    out.push(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s ${status} ${JSON.stringify({ ...body, faults: (body.faults ?? []).length })}`.slice(0, 400));
  };
  await timed('units dry', '/imports/units?dryRun=true', units);
  await timed('units', '/imports/units', units);
  await timed('employees dry, 100 bad', '/imports/employees?dryRun=true', [head, ...broken].join('\n'));
  await timed('employees', '/imports/employees', [head, ...rows].join('\n'));
  writeFileSync('/work/w/career-talent/tmp/measure.txt', out.join('\n'));
}, 580_000);
