import { describe, expect, test } from 'vitest';
import {
  MAX_SAMPLES,
  prependHistory,
  rateHistory,
  recordRates,
  SAMPLE_EVERY_MS,
} from '../../../client/store/feedhistory.ts';
import type { FeedView } from '../../../client/store/link.ts';

const feed = (id: string, messagesPerS: number): FeedView => ({
  id,
  name: id,
  url: 'tcp://host:1',
  format: 'ais',
  nature: 'real',
  life: 'live',
  reason: '',
  sinceMs: 0,
  bytesPerS: 0,
  messagesPerS,
  bytes: 0,
  messages: 0,
  faults: [],
  connections: 1,
});

describe('the rates of a feed', () => {
  test('are sampled at their pace and no faster', () => {
    for (let ms = 0; ms <= 3 * SAMPLE_EVERY_MS; ms += 1000) recordRates([feed('pace', ms)], ms);
    expect(rateHistory('pace').map(({ atMs }) => atMs)).toEqual([0, 1, 2, 3].map((n) => n * SAMPLE_EVERY_MS));
  });

  test('are bounded: the oldest go', () => {
    for (let n = 0; n < MAX_SAMPLES + 10; n += 1) recordRates([feed('bound', n)], n * SAMPLE_EVERY_MS);
    expect(rateHistory('bound')).toHaveLength(MAX_SAMPLES);
    expect(rateHistory('bound')[0]?.messagesPerS).toBe(10);
  });

  test('begin anew when a replay goes back', () => {
    recordRates([feed('back', 1)], 1_000_000);
    recordRates([feed('back', 2)], 0);
    expect(rateHistory('back').map(({ messagesPerS }) => messagesPerS)).toEqual([2]);
  });

  test('join what the server kept before, without overlap', () => {
    recordRates([feed('join', 3)], 100_000);
    const sample = (atMs: number) => ({ atMs, messagesPerS: 1, bytesPerS: 1 });
    prependHistory('join', [sample(90_000), sample(95_000), sample(100_000)]);
    expect(rateHistory('join').map(({ atMs }) => atMs)).toEqual([90_000, 95_000, 100_000]);
    expect(rateHistory('join').at(-1)?.messagesPerS).toBe(3);
  });

  test('begin with the first byte: the time before is no silence', () => {
    const sample = (atMs: number, bytesPerS: number) => ({ atMs, messagesPerS: 0, bytesPerS });
    prependHistory('began', [sample(1000, 0), sample(2000, 0), sample(3000, 50), sample(4000, 0)]);
    expect(rateHistory('began').map(({ atMs }) => atMs)).toEqual([3000, 4000]);
    prependHistory('mute', [sample(1000, 0)]);
    expect(rateHistory('mute')).toEqual([]);
  });

  test('of a feed never seen are none', () => {
    expect(rateHistory('unknown')).toEqual([]);
  });
});
