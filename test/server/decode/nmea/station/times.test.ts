import { describe, expect, test } from 'vitest';
import { Nature } from '../../../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../../../proto/domain/units.ts';
import { withChecksum } from '../../../../../server/decode/ais/encode.ts';
import { encodeRmc, encodeTtm, encodeZda } from '../../../../../server/decode/nmea/sentences/write.ts';
import { Timeline } from '../../../../../server/decode/nmea/station/timeline.ts';
import { clock, Feed, NOW_MS } from '../decoding.ts';

const COAST = { lat: degrees(41), lon: degrees(19) };
const MIDNIGHT = Date.UTC(2026, 10, 22);
const ttm = (utcMs?: number) =>
  encodeTtm({ targetNumber: 1, rangeM: 1000, bearingDeg: 0, ...(utcMs === undefined ? {} : clock(utcMs)) });
const rmc = (utcMs: number) => encodeRmc({ lat: 41, lon: 19, ...clock(utcMs) });

describe('when a target was seen', () => {
  test('its UTC, a little before it is received', () => {
    const feed = new Feed(COAST).at(NOW_MS, ttm(NOW_MS - 1500));
    expect(feed.polar.observedMs).toBe(NOW_MS - 1500);
  });

  test('seen before midnight, received after it, and the other way round', () => {
    expect(new Feed(COAST).at(MIDNIGHT + 300, ttm(MIDNIGHT - 700)).polar.observedMs).toBe(MIDNIGHT - 700);
    // a radar's clock that is a second ahead: not after the receipt
    expect(new Feed(COAST).at(MIDNIGHT - 300, ttm(MIDNIGHT + 700)).polar.observedMs).toBe(MIDNIGHT - 300);
  });

  test('a clock that is hours wrong is not believed', () => {
    expect(new Feed(COAST).at(NOW_MS, ttm(NOW_MS - 6 * 3_600_000)).polar.observedMs).toBe(NOW_MS);
  });

  test('without UTC: when it was received, or when a station says so', () => {
    expect(new Feed(COAST).at(NOW_MS, ttm()).polar.observedMs).toBe(NOW_MS);
    const stationMs = NOW_MS - 5000;
    const tagged = `\\${withChecksum(`$s:st,c:${stationMs}`).slice(1)}\\${ttm()}`;
    expect(new Feed(COAST).at(NOW_MS, tagged).polar.observedMs).toBe(stationMs);
  });

  test('a station that says the time makes the day of the UTC', () => {
    const stationMs = MIDNIGHT + 100;
    const tagged = `\\${withChecksum(`$c:${stationMs}`).slice(1)}\\${ttm(MIDNIGHT - 500)}`;
    expect(new Feed(COAST).at(MIDNIGHT + 3_600_000, tagged).polar.observedMs).toBe(MIDNIGHT - 500);
  });

  test('a recording played as if now: its times are moved by the shift', () => {
    const recordedMs = Date.UTC(2015, 6, 27, 13, 46, 1);
    const frame = { receivedMs: epochMs(NOW_MS), timeShiftMs: NOW_MS - recordedMs, nature: Nature.recorded };
    const feed = new Feed().hear([rmc(recordedMs), ttm(recordedMs - 400)], frame);
    expect(feed.polar.observedMs).toBe(NOW_MS - 400);
  });

  test('a recording without stamps: only how long ago it was is believed', () => {
    const recordedMs = Date.UTC(2015, 6, 27, 23, 59, 59);
    const feed = new Feed().at(NOW_MS, rmc(recordedMs), rmc(recordedMs + 1000), ttm(recordedMs));
    expect(feed.polar.observedMs).toBe(NOW_MS - 1000);
  });

  test('a radar with a clock of its own beside a GNSS receiver: its time is passed over', () => {
    const feed = new Feed().at(NOW_MS, rmc(NOW_MS), ttm(NOW_MS + 6 * 3_600_000));
    expect(feed.polar.observedMs).toBe(NOW_MS);
    expect(feed.faults).toEqual([]);
  });
});

describe('a timeline', () => {
  test('takes its date from ZDA as from RMC', () => {
    const feed = new Feed().at(
      NOW_MS,
      encodeZda({ utcMs: NOW_MS - 3_600_000 }),
      rmc(NOW_MS - 3_600_000),
      ttm(),
    );
    expect(feed.polar.observedMs).toBe(NOW_MS);
  });

  test('clocks that agree within two seconds are one', () => {
    const timeline = new Timeline();
    timeline.said(NOW_MS - 1500, NOW_MS);
    expect(timeline.nowMs(NOW_MS)).toBe(NOW_MS);
    timeline.said(NOW_MS - 5000, NOW_MS);
    expect(timeline.nowMs(NOW_MS + 200)).toBe(NOW_MS - 4800);
    expect(timeline.observedMs(NOW_MS - 4800, NOW_MS, 0)).toBe(NOW_MS - 4800);
  });
});
