import { describe, expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { gaussian, seeded } from '../../../../proto/domain/random.ts';
import { speeds } from '../../../../server/detect/kinematics/speeds.ts';
import { identity, SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { but, displaced, HOME, reports, still, straight, together } from './ways.ts';

const ran = (said: ReturnType<typeof reports>, shipType = 70) =>
  new Watched([speeds]).say(said[0]!, identity({ shipType }), ...said.slice(1));

describe('too fast for its class', () => {
  it('is a cargo vessel that says and makes 45 kn for a minute', () => {
    const { lead } = ran(reports(straight(45, 90), [0, 200, 10], { sog: 45, cog: 90 })).all[0]!;
    expect(lead).toMatchObject({
      key: `overspeed|mmsi/${SHIP}`,
      priority: 'caution',
      rule: 'overspeed.maxKn',
      measured: { unit: 'kn' },
      threshold: { value: 35, unit: 'kn' },
    });
    expect(lead).toHaveProperty('measured.value', 45);
    expect(clue(lead, 'class')).toMatchObject({ text: 'cargo' });
    // The class is known from the next tick on; a minute from then.
    expect(lead.provedMs - T0).toBeLessThanOrEqual(80_000);
  });

  it('is what positions alone show, one a minute', () => {
    const watch = ran(reports(straight(70, 90), [0, 400, 60]), 0);
    expect(watch.all).toMatchObject([{ lead: { measured: { value: 70 }, threshold: { value: 60 } } }]);
  });

  it('is over when it is slower', () => {
    const slower = together(
      reports(straight(45, 0), [0, 200, 10], { sog: 45 }),
      reports((atS) => straight(10, 0, straight(45, 0)(200))(atS - 200), [200, 1200, 10], { sog: 10 }),
    );
    expect(ran(slower).all).toMatchObject([{ ending: 'cleared' }]);
  });
});

describe('not too fast is', () => {
  const random = seeded(9);
  const scatter = () => destination(HOME, random() * 360, Math.abs(gaussian(random)) * 300);
  it.each<[string, ReturnType<typeof reports>, number]>([
    ['a high-speed craft', reports(straight(48, 90), [0, 900, 10], { sog: 48, cog: 90 }), 40],
    ['a speed said alone by a broken sensor', reports(still(), [0, 900, 10], { sog: 102.2, cog: 90 }), 70],
    [
      'a receiver’s glitch',
      reports(but(straight(14, 0), 300, 320, displaced(straight(14, 0), 90, 900)), [0, 900, 10], { sog: 14 }),
      70,
    ],
    ['a scatter of 300 m', reports(scatter, [0, 1800, 10], { sog: 0.1 }), 70],
    [
      'two places in turn',
      together(reports(still(), [0, 900, 20]), reports(displaced(still(), 9, 700), [10, 900, 20])),
      70,
    ],
    [
      'a rescue aircraft',
      reports(straight(190, 90), [0, 900, 10], { kind: TrackKind.sarAircraft, mmsi: 111_232_001, sog: 190 }),
      0,
    ],
  ])('%s', (_, said, shipType) => {
    expect(ran(said, shipType).all).toEqual([]);
  });
});
