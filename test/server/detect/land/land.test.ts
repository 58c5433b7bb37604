import { describe, expect, test } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { borderCrossed } from '../../../../server/detect/land/bordercrossed.ts';
import { groupSize } from '../../../../server/detect/land/groupsize.ts';
import { peopleIn } from '../../../../server/detect/land/landthings.ts';
import { towardsUncovered } from '../../../../server/detect/land/towardsuncovered.ts';
import { landWays } from '../../../../server/detect/land/ways.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import type { Thing } from '../../../../server/detect/thing.ts';
import { zones } from '../../../../server/detect/zones/zones.ts';
import { POLICE, sector } from '../../access/worlds.ts';
import { T0 } from '../../tracks/observations.ts';
import { unit } from '../../tracks/said.ts';
import { clue, type Watched } from '../watched.ts';
import { at, borderRecords, borderWatch, NOON_S, type Walk, walk } from './border.ts';

const LAND = [zones, borderCrossed, groupSize, towardsUncovered, landWays];
const watch = (records = borderRecords()) => borderWatch(LAND, records);
/** From 100 m west of the line to 100 m east of it, at the hill. */
const OVER: Walk = { number: '1', seen: 'person', from: [-100, 0], to: [100, 0], fromS: 0 };

/** A team of ours says where it is, beside whoever walks so. */
function withTeam(watched: Watched, walks: Walk, besideM: number): void {
  const seconds = 200 / 1.3;
  for (let s = walks.fromS; s < walks.fromS + seconds; s += 15) {
    const eastM = walks.from[0] + ((s - walks.fromS) / seconds) * (walks.to[0] - walks.from[0]);
    watched.say(unit(s, { ...at(eastM, besideM), kind: TrackKind.unitFoot }));
    walk(watched, {
      ...walks,
      fromS: s + 1,
      from: [eastM, 0],
      to: [eastM + 18, 0],
      untilS: s + 14,
    });
  }
}

describe('across the border line', () => {
  test('people away from a crossing point are told of within two seconds of being over', () => {
    const watched = watch();
    walk(watched, { ...OVER, count: 4, seen: 'group' });
    const [told, ...others] = watched.all;
    expect(others).toEqual([]);
    expect(told!.lead).toMatchObject({
      kind: 'borderCrossed',
      priority: 'warning',
      about: { zoneId: 'line' },
      rule: 'borderCrossed.pointM',
      threshold: { value: 400, unit: 'm' },
    });
    // Over after 77 s of its 154; the track is some metres behind.
    expect((told!.lead.onsetMs - T0) / 1000).toBeGreaterThan(74);
    expect((told!.lead.onsetMs - T0) / 1000).toBeLessThan(84);
    expect(told!.raisedMs - told!.lead.provedMs).toBeLessThanOrEqual(2000);
    expect(told!.raisedMs - told!.lead.onsetMs).toBeLessThanOrEqual(2000);
    expect(told!.lead.measured.value).toBeCloseTo(2000, -2);
    expect(clue(told!.lead, 'seenTogether')!.measure!.value).toBe(4);
    expect(clue(told!.lead, 'leftToRight')).toBeDefined();
    expect(clue(told!.lead, 'night')).toBeDefined();
  });

  test('at a crossing point it is what the point is there for, unless it is closed', () => {
    const near: Walk = { ...OVER, from: [-100, -1900], to: [100, -1900] };
    const open = watch();
    walk(open, near);
    expect(open.all).toEqual([]);
    const closed = watch(borderRecords({ status: 'closed' }));
    walk(closed, near);
    expect(closed.of('borderCrossed')).toHaveLength(1);
  });

  test('along the line, five metres from it, nobody is over', () => {
    const watched = watch();
    walk(watched, { ...OVER, from: [-5, -300], to: [-5, 300] });
    expect(watched.all).toEqual([]);
  });

  test('those who go together are one alert, and so is a track that was lost', () => {
    const watched = watch();
    walk(
      watched,
      ...[0, 1, 2].map((i) => ({
        ...OVER,
        number: String(i),
        from: [-100 - 20 * i, 3 * i] as const,
        to: [100, 3 * i] as const,
      })),
    );
    expect(watched.of('borderCrossed')).toHaveLength(1);
    const { lead } = watched.of('borderCrossed')[0]!;
    expect(lead.parties.length).toBeGreaterThanOrEqual(2);
    expect(lead.parties.length).toBeLessThanOrEqual(3);
    // Lost beyond the line for two minutes, back near it, over it there and on again.
    walk(watched, { ...OVER, number: '9', from: [40, 0], to: [-60, 0], fromS: 300 });
    walk(watched, { ...OVER, number: '9', from: [-60, 0], to: [100, 0], fromS: 380 });
    const forth = watched.of('borderCrossed').filter(({ lead: one }) => clue(one, 'leftToRight'));
    expect(forth).toHaveLength(1);
  });

  test('who crosses there two minutes later is named with time and place, and is news; of one file nobody is', () => {
    const watched = watch();
    const [after, later] = [40, 140];
    walk(
      watched,
      { ...OVER, seen: 'group', count: 3, to: [400, 0] },
      { ...OVER, number: '2', fromS: after, from: [-100, 100], to: [400, 100] },
      { ...OVER, number: '3', fromS: later, from: [-100, 60], to: [100, 60], seen: 'group', count: 5 },
    );
    const [told, ...others] = watched.of('borderCrossed');
    expect(others).toEqual([]);
    const { lead } = told!;
    expect(lead.parties).toHaveLength(3);
    // A person beside a counted group is one of it: five and three.
    expect(clue(lead, 'seenTogether')!.measure!.value).toBe(8);
    const named = lead.evidence.filter(({ what }) => what === 'crossedLater');
    expect(named.map(({ trackId }) => trackId)).toEqual(lead.parties.slice(1).map(({ trackId }) => trackId));
    expect(named.map(({ measure }) => measure!.value)).toEqual([1, 5]);
    for (const [i, fromS] of [after, later].entries())
      expect(Math.abs((named[i]!.atMs! - T0) / 1000 - fromS - 77)).toBeLessThan(8);
    // News when the five came, and not when the one did: one of the three, as far as anybody counted.
    expect(lead.grewMs).toBe(named[1]!.atMs);
  });

  test('more people within the minute are news when it is over', () => {
    const watched = watch();
    walk(watched, OVER, {
      ...OVER,
      number: '2',
      fromS: 20,
      from: [-100, 100],
      to: [100, 100],
      seen: 'group',
      count: 8,
    });
    const [told] = watched.of('borderCrossed');
    const grewS = (told!.lead.grewMs! - told!.lead.onsetMs) / 1000;
    expect(grewS).toBeGreaterThanOrEqual(60);
    expect(grewS).toBeLessThan(63);
    expect(clue(told!.lead, 'seenTogether')!.measure!.value).toBe(8);
  });

  test('own foot team, shepherd by day, livestock: none; a person with livestock at night: told', () => {
    const team = watch();
    withTeam(team, OVER, 10);
    expect(team.all).toEqual([]);
    const flock = (fromS: number): Walk[] => [
      { ...OVER, fromS },
      { ...OVER, fromS, number: '2', seen: 'animal', count: 30, from: [-70, 20], to: [130, 20] },
    ];
    const byDay = watch();
    walk(byDay, ...flock(NOON_S));
    expect(byDay.all).toEqual([]);
    const byNight = watch();
    walk(byNight, ...flock(0));
    expect(byNight.of('borderCrossed')).toHaveLength(1);
  });

  test('a farmer who crosses to the field day after day is the normal case; at night nobody is', () => {
    const learned = openLearned();
    const told = (fromS: number): number => {
      const watched = borderWatch(LAND, borderRecords(), learned);
      walk(watched, { ...OVER, fromS });
      return watched.of('borderCrossed').length;
    };
    const days = [0, 1, 2, 3, 4, 5, 6];
    expect(days.map((day) => told(day * 86_400 + NOON_S))).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect(days.map((day) => told(day * 86_400))).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test('a rule of the line says for whom and how urgent', () => {
    const records = borderRecords();
    records.zone('line', [{ kind: 'crossing', classes: ['vehicle'], priority: 'alarm' }], {
      purpose: 'borderLine',
      shape: records.get('zone', 'line')!.value.shape,
    });
    const watched = watch(records);
    walk(watched, OVER);
    walk(watched, {
      ...OVER,
      number: '2',
      seen: 'vehicle',
      mps: 6,
      fromS: 300,
      from: [-200, 0],
      to: [200, 0],
    });
    expect(watched.all.map(({ lead }) => [lead.kind, lead.priority, lead.rule])).toEqual([
      ['borderCrossed', 'alarm', 'zone/line/1'],
    ]);
  });
});

describe('groups', () => {
  const area = {
    kind: 'polygon',
    rings: [[at(-1000, -1000), at(-50, -1000), at(-50, 1000), at(-1000, 1000)]],
  } as const;
  const withGroupRule = () => borderRecords().zone('z1', [{ kind: 'group', minCount: 5 }], { shape: area });

  test('by the number that a sensor says, once, though its track is lost and found', () => {
    const watched = watch(withGroupRule());
    const group: Walk = { number: '1', seen: 'group', count: 7, from: [-800, 0], to: [-700, 0], fromS: 0 };
    walk(watched, group);
    walk(watched, { ...group, number: '2', from: [-640, 0], to: [-500, 0], fromS: 200 });
    expect(watched.all).toHaveLength(1);
    expect(watched.all[0]!.lead).toMatchObject({
      kind: 'groupSize',
      measured: { value: 7, unit: 'count' },
      threshold: { value: 5, unit: 'count' },
      rule: 'zone/z1/1',
    });
    expect(watched.until(1200).open('groupSize')).toEqual([]);
  });

  test('four are too few, and five outside are not asked for', () => {
    const watched = watch(withGroupRule());
    walk(watched, { number: '1', seen: 'group', count: 4, from: [-800, 0], to: [-700, 0], fromS: 0 });
    walk(watched, { number: '2', seen: 'group', count: 9, from: [400, 0], to: [500, 0], fromS: 200 });
    expect(watched.all).toEqual([]);
  });

  test('a group’s number counts the tracks of its members', () => {
    const things = (...counts: (number | undefined)[]) =>
      counts.map((count) => ({ class: count ? 'group' : 'person', count }) as unknown as Thing);
    expect(peopleIn(things(undefined, undefined))).toBe(2);
    expect(peopleIn(things(3, undefined, undefined))).toBe(3);
    expect(peopleIn(things(4, 4))).toBe(8);
    expect(peopleIn(things(2, undefined, undefined))).toBe(3);
  });
});

describe('towards a sector without a unit', () => {
  /** East of the line from 400 m on; a unit is needed by night. */
  const records = () =>
    borderRecords().set('sector', 's1', {
      ...sector(POLICE),
      name: 'East wood',
      area: { kind: 'polygon', rings: [[at(400, -2000), at(2000, -2000), at(2000, 2000), at(400, 2000)]] },
      needed: {
        timeZone: 'UTC',
        hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', until: '06:00' }],
      },
    });
  const farther: Walk = { ...OVER, to: [350, 0] };

  test('those who crossed and go on, until a unit is there', () => {
    const watched = watch(records());
    watched.say(unit(0, { ...at(-900, 1500) }));
    walk(watched, farther);
    const told = watched.all.flatMap(({ lead, parts }) => [lead, ...parts]);
    const towards = told.find(({ kind }) => kind === 'towardsUncovered');
    expect(towards).toMatchObject({ about: { sectorId: 's1' }, threshold: { value: 900, unit: 's' } });
    expect(clue(towards, 'sector')!.text).toBe('East wood');
    // One happening with the crossing.
    expect(watched.all).toHaveLength(1);
  });

  test('with a unit in the sector, or by day, nobody is told of', () => {
    const covered = watch(records());
    for (let s = 0; s < 60; s += 15) covered.say(unit(s, { ...at(900, 0) }));
    walk(covered, { ...farther, from: [20, 0], fromS: 60 });
    expect(covered.all).toEqual([]);
    const byDay = watch(records());
    walk(byDay, { ...farther, from: [20, 0], fromS: NOON_S });
    expect(byDay.all).toEqual([]);
  });

  test('once the watch knows its land, a resident’s way home is the normal case, another way is not', () => {
    const learned = openLearned();
    for (let day = 0; day < 8; day++)
      for (let eastM = 0; eastM <= 400; eastM += 50) {
        const { lat, lon } = at(eastM, 0);
        learned.land.passed('onFoot', lat, lon, T0 + day * 86_400_000 + 600_000);
      }
    const kindsOn = (northM: number) => {
      const watched = borderWatch(LAND, records(), learned);
      walk(watched, { ...OVER, from: [50, northM], to: [350, northM], fromS: 8 * 86_400 });
      return watched.all.map(({ lead }) => lead.kind);
    };
    expect(kindsOn(0)).toEqual([]);
    expect(kindsOn(1000)).toEqual(['towardsUncovered']);
  });
});
