import { describe, expect, test } from 'vitest';
import { timeNowMs } from '../../../client/store/clock.ts';
import { pictureHealth } from '../../../client/store/health.ts';
import type { LinkStatus } from '../../../client/store/link.ts';

const baseMs = Date.UTC(2026, 10, 22, 16, 34, 8);
const at = (link: LinkStatus, ageMs: number) =>
  pictureHealth({ link, baseMs, arrivedAt: 10_000 }, 10_000 + ageMs);

describe('the picture', () => {
  test('is waited for before the first frame, with the reason where there is one', () => {
    const link: LinkStatus = { status: 'cut', reason: 'connection refused' };
    expect(pictureHealth({ link, baseMs: undefined, arrivedAt: 0 }, 99_999)).toEqual({
      kind: 'waiting',
      reason: 'connection refused',
    });
  });

  test('is live while frames come', () => {
    expect(at({ status: 'live' }, 900)).toEqual({ kind: 'live', ageMs: 900 });
  });

  test('is frozen within three seconds of the last frame, whatever the link says', () => {
    for (const link of [{ status: 'live' }, { status: 'connecting' }, { status: 'stalled' }] as const) {
      expect(at(link, 2750).kind).not.toBe('live');
    }
    expect(at({ status: 'live' }, 2750)).toMatchObject({ kind: 'stalled', ageMs: 2750, sinceMs: baseMs });
  });

  test('is cut at once when the link is', () => {
    expect(at({ status: 'cut', reason: 'transport close' }, 100)).toEqual({
      kind: 'cut',
      ageMs: 100,
      sinceMs: baseMs,
      reason: 'transport close',
    });
  });

  test('is never younger than nothing', () => {
    expect(at({ status: 'live' }, -50)).toEqual({ kind: 'live', ageMs: 0 });
  });
});

test('the time of day goes on while the picture is frozen', () => {
  const state = { clockKind: 'live', baseMs, arrivedAt: 10_000 } as const;
  expect(timeNowMs(70_000, state)).toBe(baseMs + 60_000);
  expect(timeNowMs(70_000, { ...state, baseMs: undefined })).toBeUndefined();
});
