import { describe, expect, it } from 'vitest';
import { geodesicDirect } from '../../../../proto/domain/geodesic.ts';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import type { ContactClass } from '../../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { ContactState, SourceBits } from '../../../../proto/domain/track.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { Picture } from '../../../../server/tracks/picture.ts';
import { slotsOf, timeAt } from '../observations.ts';
import { unit } from '../said.ts';

const NODE = sensorId('border/radar');
const HILL = { lat: degrees(42.2), lon: degrees(19.5) };

interface Walker {
  readonly number: string;
  readonly seen: ContactClass;
  readonly count?: number;
  /** Metres beside the path. */
  readonly besideM: number;
  readonly confidence?: number;
  readonly nature?: Nature;
}

/** Walkers on a path east of the hill, northwards at 1.3 m/s. */
const placeOf = (besideM: number, s: number) =>
  geodesicDirect(geodesicDirect(HILL, 90, 600 + besideM), 0, 1.3 * s - 100);

function border(): Picture {
  const picture = new Picture({ epoch: 7 });
  picture.sensors.configure(NODE, feedId('border'), {
    kind: SensorKind.groundRadar,
    ...HILL,
    coverage: { rangeM: metres(3000), detectionProbability: 0.95 },
    periodMs: 1000,
  });
  return picture;
}

function walk(
  picture: Picture,
  walkers: readonly Walker[],
  fromS: number,
  untilS: number,
  also?: (s: number) => Observation,
): void {
  for (let s = fromS; s <= untilS; s++) {
    for (const { number, seen, count, besideM, confidence = 0.8, nature = Nature.real } of walkers) {
      const { lat, lon } = placeOf(besideM, s);
      picture.apply({
        type: 'plot',
        feedId: feedId('border'),
        nature,
        observedMs: timeAt(s),
        receivedMs: timeAt(s),
        sensorId: NODE,
        sensorTrack: number,
        place: { kind: 'position', lat, lon, sigmaM: metres(3) },
        contactClass: seen,
        confidence,
        ...(count !== undefined && { count }),
      });
    }
    if (also) picture.apply(also(s));
    picture.tick(timeAt(s));
  }
}

const details = (picture: Picture) => slotsOf(picture).map((slot) => picture.detail(slot));

describe('people that a ground radar sees', () => {
  it('are persons, without any identity and without a contact state of ships', () => {
    const picture = border();
    walk(picture, [{ number: '1', seen: 'person', besideM: 0 }], 0, 30);
    expect(details(picture)).toMatchObject([
      { kind: TrackKind.person, sources: SourceBits.radar, contact: ContactState.none, identity: {} },
    ]);
  });

  it('who go together for a minute are a group with their number, and no longer once they part', () => {
    const picture = border();
    const together = ['1', '2', '3'].map((number, i) => ({
      number,
      seen: 'person' as const,
      besideM: 20 * i,
    }));
    walk(picture, together, 0, 40);
    expect(details(picture).map(({ kind }) => kind)).toEqual(Array(3).fill(TrackKind.person));
    walk(picture, together, 41, 80);
    const [head, ...others] = details(picture);
    expect(head).toMatchObject({ kind: TrackKind.group, count: 3 });
    expect(picture.static(slotsOf(picture)[0]!)).toMatchObject({ contactCount: 3 });
    for (const other of others) {
      expect(other).toMatchObject({ kind: TrackKind.person, remarks: { group: head!.id } });
      expect(other).not.toHaveProperty('count');
    }
    for (let s = 81; s <= 150; s++) {
      const parting = together.map((one, i) => ({ ...one, besideM: 20 * i * (1 + (s - 80) / 20) }));
      walk(picture, parting, s, s);
    }
    expect(details(picture).map(({ kind }) => kind)).toEqual(Array(3).fill(TrackKind.person));
    expect(details(picture)[1]!.remarks).not.toHaveProperty('group');
  });

  it('whom the sensor counts are a group at once', () => {
    const picture = border();
    walk(picture, [{ number: '1', seen: 'person', count: 7, besideM: 0 }], 0, 20);
    expect(details(picture)).toMatchObject([{ kind: TrackKind.group, count: 7 }]);
  });

  it('are what most votes, by confidence, make them', () => {
    const picture = border();
    walk(picture, [{ number: '1', seen: 'animal', besideM: 0, confidence: 0.4 }], 0, 10);
    expect(details(picture)[0]!.kind).toBe(TrackKind.animal);
    walk(picture, [{ number: '1', seen: 'person', besideM: 0, confidence: 0.9 }], 11, 30);
    expect(details(picture)[0]!.kind).toBe(TrackKind.person);
  });

  it('who are our own foot team are that unit', () => {
    const picture = border();
    const team = (s: number) => {
      const { lat, lon } = placeOf(0, s);
      return unit(s, { lat, lon, sigmaM: metres(4), staleMs: timeAt(s + 10) });
    };
    walk(picture, [{ number: '1', seen: 'person', besideM: 0 }], 0, 40, team);
    expect(details(picture)).toMatchObject([
      {
        kind: TrackKind.unitFoot,
        sources: SourceBits.unit | SourceBits.radar,
        identity: { name: { value: 'VIPER 2' } },
      },
    ]);
  });

  it('are never one with what is simulated', () => {
    const picture = border();
    walk(picture, [{ number: '1', seen: 'person', besideM: 0 }], 0, 20);
    picture.sensors.configure(sensorId('other'), feedId('border'), { ...HILL });
    walk(picture, [{ number: '1', seen: 'person', besideM: 0, nature: Nature.synthetic }], 21, 40);
    expect(new Set(details(picture).map(({ nature }) => nature))).toEqual(
      new Set([Nature.real, Nature.synthetic]),
    );
  });
});
