import { beforeAll, expect, test } from 'vitest';
import { say, startWords } from '../../../../client/messages/words.ts';
import { weatherRows } from '../../../../client/panels/surroundings/weatherrows.ts';
import type { Weather } from '../../../../proto/domain/application.ts';
import { degrees, epochMs, knots } from '../../../../proto/domain/units.ts';

const NOW = 1_760_000_000_000;
const part = (agoMin: number, weather: Weather) => ({ observedMs: epochMs(NOW - agoMin * 60_000), weather });

beforeAll(() => startWords());

test('each value has its unit and its own age; what is older than an hour is old; what is not known is not there', () => {
  const rows = weatherRows(
    say,
    {
      parts: [
        part(2, {
          windKn: knots(12),
          windFromDeg: degrees(330),
          pressureHpa: 1009,
          pressureTendency: 'falling',
        }),
        part(61, { airC: -3.04, visibilityNm: 8, visibilityBeyond: true }),
      ],
    },
    NOW,
  );
  expect(rows.map(({ label, value, isOld }) => [label, value, isOld])).toEqual([
    ['Wind', '330° 12.0 kn', false],
    ['Visibility', '> 8.0 NM', true],
    ['Air', '−3.0 °C', true],
    ['Pressure', '1009 hPa, falling', false],
  ]);
});

test('waves have height, period and where they come from; currents where they go', () => {
  const rows = weatherRows(
    say,
    {
      parts: [
        part(1, {
          ...{ waveHeightM: 1.24, wavePeriodS: 5, waveFromDeg: degrees(170) },
          currents: [{ depthM: 0, kn: knots(0.4), toDeg: degrees(350) }],
        }),
      ],
    },
    NOW,
  );
  expect(rows.map(({ value }) => value)).toEqual(['0.4 kn → 350°', '1.2 m, 5 s, from 170°']);
});
