import { datasetPublished } from '@jejak/contracts/every-service';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { dataset, type PublishDataset } from './dataset.decider';

const { given } = specFor(dataset);
const publish: PublishDataset = {
  ...{ type: 'PublishDataset', datasetId: newId(), kind: 'complaints-monthly', title: 'Pengaduan 2026-08' },
  ...{ policies: ['pub@1'], rows: 3, sha256: 'a'.repeat(64), change: null },
};
const { type: _, policies, change: __, ...data } = publish;
const first = datasetPublished({ ...data, policyRefs: [...policies], version: 1 });
const others = { ...publish, sha256: 'b'.repeat(64) };

describe('a dataset whose versions are counted by its bytes (domain.md 2.7)', () => {
  it('begins with 1', () => given().when(publish).thenRecords(first));
  it('is not published twice', () => given(first).when(publish).thenRecords());
  it('has other bytes as the next version, which says why', () => {
    const change = 'Data yang terlambat masuk ditambahkan.';
    given(first).when(others).thenRefuses('REASON_REQUIRED');
    given(first)
      .when({ ...others, change: ' ' })
      .thenRefuses('REASON_REQUIRED');
    given(first)
      .when({ ...others, change })
      .thenRecords(
        datasetPublished({
          ...{ ...data, policyRefs: [...policies], version: 2, sha256: others.sha256 },
          ...{ supersedes: 1, change },
        }),
      );
  });
});
