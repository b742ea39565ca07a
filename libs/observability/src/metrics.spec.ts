import { describe, expect, it } from '@jest/globals';
import { describeProcess, METRICS_TYPE, metrics, metricsText, observe, observePool } from './metrics';

describe('/metrics', () => {
  it('names the service on every line, also on those of Node', async () => {
    describeProcess({ service: 'performance', version: '1.2.3', contracts: 'c1', schema: '7' });
    describeProcess({ service: 'performance', version: '1.2.4', contracts: 'c1', schema: '7' });
    metrics.eventsAppended.inc({ type: 'asn.performance.AnnualRated.v2' });
    metrics.httpRequestDuration.observe(
      { route: '/v1/plans/:id', method: 'GET', status: '200', class: 'query' },
      0.02,
    );
    const text = await metricsText();
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.filter((line) => !line.includes('service="performance"'))).toEqual([]);
    expect(text).toContain(
      'jejak_build_info{version="1.2.4",commit="",contracts="c1",schema="7",service="performance"} 1',
    );
    expect(text).not.toContain('version="1.2.3"');
    expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
    expect(METRICS_TYPE).toMatch(/^text\/plain/);
  });

  it('shows the pools as they are when it is read', async () => {
    const pool = { totalCount: 5, idleCount: 2, waitingCount: 1 };
    observePool('write', pool);
    expect(await metricsText()).toMatch(
      /jejak_db_pool_connections\{pool="write",state="busy",service="performance"\} 3/,
    );
    pool.idleCount = 5;
    expect(await metricsText()).toMatch(
      /jejak_db_pool_connections\{pool="write",state="busy",service="performance"\} 0/,
    );
  });

  it('is fed by name too', async () => {
    observe('jejak_append_retries_total', { reason: 'conflict' }, 2);
    observe('jejak_outbox_rows', {}, 3);
    observe('jejak_append_duration_seconds', {}, 0.004);
    const text = await metricsText();
    expect(text).toContain('jejak_append_retries_total{reason="conflict",service="performance"} 2');
    expect(text).toContain('jejak_outbox_rows{service="performance"} 3');
    expect(text).toContain('jejak_append_duration_seconds_count{service="performance"} 1');
    expect(() => observe('jejak_no_such_thing', {}, 1)).toThrow('There is no metric');
  });

  it('has buckets from 5 ms to 30 s', async () => {
    const text = await metricsText();
    expect(text).toMatch(/jejak_append_duration_seconds_bucket\{le="0.005"/);
    expect(text).toMatch(/jejak_append_duration_seconds_bucket\{le="30"/);
  });
});
