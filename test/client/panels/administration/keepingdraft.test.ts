/** Holds and corrections as they are typed: what is sent, what is wrong, and what they are called. */
import { beforeAll, describe, expect, it } from 'vitest';
import { say, startWords } from '../../../../client/messages/words.ts';
import {
  type CorrectionDraft,
  checkCorrection,
  checkHold,
  checkRelease,
  correctionWords,
  EMPTY_CORRECTION,
  EMPTY_HOLD,
  type HoldDraft,
  holdWords,
} from '../../../../client/panels/administration/keepingdraft.ts';
import { trackId } from '../../../../proto/domain/ids.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const FROM = epochMs(Date.UTC(2026, 10, 20, 4, 0));
const UNTIL = epochMs(Date.UTC(2026, 10, 20, 6, 30));
const TIMES = { from: '2026-11-20 04:00', until: '2026-11-20 06:30' };

beforeAll(() => startWords());

describe('a hold', () => {
  it('is released for a reason', () => {
    expect(checkRelease({ name: 'case 12', reason: ' it is over ' })).toEqual({
      ok: true,
      body: { name: 'case 12', reason: 'it is over' },
    });
    expect(checkRelease({ name: 'case 12', reason: ' ' })).toEqual({
      ok: false,
      faults: { reason: 'keeping.wrong.reason' },
    });
  });

  const draft: HoldDraft = { ...EMPTY_HOLD, ...TIMES, name: ' case 12 ', reason: 'court, 3 Nov' };
  const body = { name: 'case 12', reason: 'court, 3 Nov', fromMs: FROM, untilMs: UNTIL };

  it('is over all of a time', () => {
    expect(checkHold(draft, NOW)).toEqual({ ok: true, body });
    expect(checkHold({ ...draft, until: '+2h 30m' }, NOW)).toEqual({ ok: true, body });
  });

  it('is over a vessel, a track or classes, and ends', () => {
    const more = { classes: ['own', 'sea'], whom: '212123000', ends: '+90d' } as const;
    expect(checkHold({ ...draft, ...more }, NOW)).toEqual({
      ok: true,
      body: {
        ...body,
        classes: ['sea', 'own'],
        mmsi: 212_123_000,
        endsMs: NOW + 90 * 86_400_000,
      },
    });
    expect(checkHold({ ...draft, whom: '-3-812' }, NOW)).toMatchObject({ body: { track: '-3-812' } });
  });

  it('says what is wrong, field by field', () => {
    expect(checkHold(EMPTY_HOLD, NOW)).toEqual({
      ok: false,
      faults: {
        name: 'keeping.wrong.name',
        reason: 'keeping.wrong.reason',
        from: 'keeping.wrong.time',
        until: 'keeping.wrong.until',
      },
    });
    const wrong = { until: '2026-11-20 03:00', whom: 'the blue one', ends: '2026-11-21 12:00' };
    expect(checkHold({ ...draft, ...wrong }, NOW)).toEqual({
      ok: false,
      faults: {
        until: 'keeping.wrong.until',
        whom: 'keeping.wrong.whom',
        ends: 'keeping.wrong.ends',
      },
    });
  });

  it('in words', () => {
    const said = {
      name: 'case 12',
      reason: 'court',
      by: 'Dita',
      sinceMs: epochMs(NOW),
      fromMs: FROM,
      untilMs: UNTIL,
    };
    expect(holdWords(say, { ...said, mmsi: 2_123_000, classes: ['sea'] })).toBe(
      'MMSI 002123000 · Sea and air · 2026-11-20 04:00 to 2026-11-20 06:30 UTC',
    );
    expect(holdWords(say, said)).toBe('everything · 2026-11-20 04:00 to 2026-11-20 06:30 UTC');
  });
});

describe('a correction', () => {
  const ofTrack: CorrectionDraft = {
    ...EMPTY_CORRECTION,
    ...TIMES,
    track: '1-812',
    why: 'a test transmitter',
  };

  it('is of a track in a time, or of an entry by its number', () => {
    expect(checkCorrection(ofTrack, NOW)).toEqual({
      ok: true,
      body: { table: 'track', track: '1-812', fromMs: FROM, untilMs: UNTIL, why: 'a test transmitter' },
    });
    const entry = { ...EMPTY_CORRECTION, what: 'told', seq: '12', why: 'entered twice' } as const;
    expect(checkCorrection(entry, NOW)).toEqual({
      ok: true,
      body: { table: 'told', seq: 12, why: 'entered twice' },
    });
  });

  it('says what is wrong', () => {
    expect(checkCorrection({ ...ofTrack, track: '812', why: ' ' }, NOW)).toEqual({
      ok: false,
      faults: { track: 'keeping.wrong.track', why: 'keeping.wrong.reason' },
    });
    expect(checkCorrection({ ...EMPTY_CORRECTION, what: 'frames', seq: '0' }, NOW)).toEqual({
      ok: false,
      faults: { seq: 'keeping.wrong.seq', why: 'keeping.wrong.reason' },
    });
  });

  it('in words', () => {
    const said = { atMs: epochMs(NOW), by: 'Dita', why: 'entered twice' };
    expect(correctionWords(say, { ...said, wrong: { table: 'told', seq: 12_345 } })).toBe(
      'One alert or decision, number 12345',
    );
    const wrong = { table: 'points', track: trackId(1, 812), fromMs: FROM, untilMs: UNTIL } as const;
    expect(correctionWords(say, { ...said, wrong })).toBe(
      'Where a track was · track 1-812 · 2026-11-20 04:00 to 2026-11-20 06:30 UTC',
    );
  });
});
