import { describe, expect, it } from 'vitest';
import { command } from '../../../../server/detect/distress/command.ts';
import type { Said } from '../../tracks/observations.ts';
import { position, SHIP, timeAt } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';

/** Under way until `from`, then as `said`, every half minute. */
const ship = (from: number, untilS: number, said: Said, before: Said = { status: 0 }) =>
  Array.from({ length: untilS / 30 }, (_, i) => i * 30).map((at) =>
    position({ at, lat: 40 + at / 100_000, ...(at < from ? before : { status: 2, sog: 1.5, ...said }) }),
  );
const raised = (watch: Watched) => watch.of('notUnderCommand').map(({ lead }) => lead.key);

describe('not under command', () => {
  it('is a caution after three minutes of it, and over when the vessel says something else', () => {
    const watch = new Watched([command]).say(...ship(600, 780, {})).until(781);
    expect(watch.all).toEqual([]);
    watch.say(...ship(600, 1200, {}).slice(26));
    expect(raised(watch)).toEqual([`notUnderCommand|mmsi/${SHIP}`]);
    const { lead } = watch.all[0]!;
    expect(lead).toMatchObject({ priority: 'caution', onsetMs: timeAt(600), measured: { value: 180 } });
    expect(clue(lead, 'saidOtherBefore')).toMatchObject({ atMs: timeAt(570) });
    watch.say(position({ at: 1230, lat: 40.0123, status: 0 })).until(1240);
    expect(watch.open('notUnderCommand')).toEqual([]);
    // Once a watch for each vessel.
    watch.say(...ship(0, 2400, {}).slice(42));
    expect(raised(watch)).toHaveLength(1);
  });

  it.each<[string, Said, Said]>([
    ['who has said so since it was first heard', {}, { status: 2, sog: 1.5 }],
    ['who lies still', { sog: 0 }, { status: 5, sog: 0 }],
    ['who says 14 and is no device', { status: 14 }, { status: 0 }],
  ])('is none of one %s', (_, said, before) => {
    expect(new Watched([command]).say(...ship(600, 1800, said, before)).all).toEqual([]);
  });

  it('is none in a port', () => {
    const shore = { distanceM: () => 500, portM: () => 1000 };
    expect(new Watched([command], { shore }).say(...ship(600, 1800, {})).all).toEqual([]);
  });
});
