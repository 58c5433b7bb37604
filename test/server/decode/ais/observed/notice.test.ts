import { describe, expect, test } from 'vitest';
import type { AreaNotice } from '../../../../../proto/domain/application.ts';
import type { Observation } from '../../../../../proto/domain/observations.ts';
import type { AisApplication } from '../../../../../server/decode/ais/applications/applications.ts';
import { heard } from './heard.ts';

const noticeOf = ([said]: readonly Observation[]): AreaNotice | undefined =>
  said?.type === 'notice' ? said.notice : undefined;
const circle = { shape: 'circle', lat: 42, lon: 18, radiusM: 500 } as const;

describe('area notices', () => {
  test('what, where, from when, for how long, in whose words', () => {
    const [said, ...more] = heard({
      application: 'areaNotice',
      linkage: 7,
      description: 37,
      start: { month: 11, day: 23, hour: 12, minute: 0 },
      durationMin: 90,
      areas: [circle, { shape: 'text', text: 'FIRING, KEEP CLEAR OF IT' }],
    });
    expect(more).toEqual([]);
    expect(said).toMatchObject({
      type: 'notice',
      mmsi: 2_010_001,
      observedMs: Date.UTC(2026, 10, 23, 8, 20),
    });
    expect(noticeOf([said!])).toEqual({
      linkage: 7,
      about: 'area',
      description: 37,
      startMs: Date.UTC(2026, 10, 23, 12, 0),
      durationMin: 90,
      areas: [{ kind: 'circle', lat: 42, lon: 18, radiusM: 500 }],
      text: 'FIRING, KEEP CLEAR OF IT',
    });
  });

  test('the year is the nearest; a day that there is not is no start', () => {
    const start = (month: number, day: number) =>
      noticeOf(
        heard({
          application: 'areaNotice',
          linkage: 1,
          start: { month, day, hour: 0, minute: 0 },
          areas: [circle],
        }),
      )?.startMs;
    expect(start(1, 2)).toBe(Date.UTC(2027, 0, 2));
    expect(start(6, 1)).toBe(Date.UTC(2026, 5, 1));
    expect(start(2, 30)).toBeUndefined();
  });

  test('duration 0 and description 126 take a notice back, with areas or without', () => {
    const cancelled = (said: Partial<AisApplication>) =>
      noticeOf(heard({ application: 'areaNotice', linkage: 3, areas: [], ...said } as AisApplication));
    expect(cancelled({ durationMin: 0 } as object)).toEqual({
      linkage: 3,
      about: 'area',
      areas: [],
      cancelled: true,
      durationMin: 0,
    });
    expect(cancelled({ description: 126 } as object)?.cancelled).toBe(true);
    expect(cancelled({})).toBeUndefined();
  });

  test('one addressed to a ship names it', () => {
    const addressed = heard(
      { application: 'areaNotice', linkage: 1, areas: [circle] },
      { type: 6, destinationMmsi: 201_000_001 },
    );
    expect(noticeOf(addressed)?.addressedTo).toBe(201_000_001);
  });
});

describe('routes, texts and weather warnings', () => {
  test('a route is a line through its waypoints; 31 takes it back', () => {
    const waypoints = [
      { lat: 41, lon: 19 },
      { lat: 40.5, lon: 18.5 },
    ];
    expect(noticeOf(heard({ application: 'route', linkage: 4, routeType: 2, waypoints }))).toEqual({
      linkage: 4,
      about: 'route',
      description: 2,
      areas: [
        {
          kind: 'line',
          points: [
            [41, 19],
            [40.5, 18.5],
          ],
        },
      ],
    });
    const back = heard({ application: 'route', linkage: 4, routeType: 31, waypoints: [] });
    expect(noticeOf(back)).toMatchObject({ cancelled: true, areas: [] });
  });

  test('a text belongs to its linkage', () => {
    expect(noticeOf(heard({ application: 'description', linkage: 4, text: 'PILOT AT 0900' }))).toEqual({
      linkage: 4,
      about: 'text',
      areas: [],
      text: 'PILOT AT 0900',
    });
  });

  test('a warning of weather is a line along its section, for as long as it says, under one number', () => {
    const warning = {
      application: 'emmaWarning',
      startDay: { year: 2026, month: 11, day: 23 },
      endDay: { year: 2026, month: 11, day: 24 },
      startTime: { hour: 6, minute: 0 },
      endTime: { hour: 18, minute: 30 },
      startLon: 22.5,
      startLat: 44.5,
      endLon: 23,
      endLat: 44,
      weather: 'lowTemperature',
      intensity: 'strong',
    } as const;
    const notice = noticeOf(heard(warning));
    expect(notice).toMatchObject({
      about: 'area',
      description: 20,
      text: 'LOW TEMPERATURE, STRONG',
      startMs: Date.UTC(2026, 10, 23, 6, 0),
      durationMin: 36 * 60 + 30,
      areas: [
        {
          kind: 'line',
          points: [
            [44.5, 22.5],
            [44, 23],
          ],
        },
      ],
    });
    expect(notice?.linkage).toBeGreaterThan(1023);
    expect(noticeOf(heard({ ...warning, intensity: 'slight' }))?.linkage).toBe(notice?.linkage);
    expect(noticeOf(heard({ ...warning, weather: 'wind' }))?.linkage).not.toBe(notice?.linkage);
    expect(heard({ application: 'emmaWarning', weather: 'fog' })).toEqual([]);
    // A last day without a time is a whole one; a day that is none is not said; what is over is taken back.
    expect(noticeOf(heard({ ...warning, endTime: undefined }))?.durationMin).toBe(42 * 60);
    const noDay = { year: 2027, month: 2, day: 30 };
    expect(noticeOf(heard({ ...warning, endDay: noDay }))).not.toHaveProperty('durationMin');
    expect(notice).not.toHaveProperty('cancelled');
    const over = { ...warning, endDay: warning.startDay, endTime: { hour: 8, minute: 20 } };
    expect(noticeOf(heard(over))).toMatchObject({ cancelled: true, linkage: notice?.linkage });
  });
});
