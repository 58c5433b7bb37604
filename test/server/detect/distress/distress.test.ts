import { describe, expect, it } from 'vitest';
import { mmsi } from '../../../../proto/domain/ids.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { distress as detector } from '../../../../server/detect/distress/distress.ts';
import { position, SHIP, T0 } from '../../tracks/observations.ts';
import { deviceText, distress, manual, unit } from '../../tracks/said.ts';
import { clue, Watched } from '../watched.ts';

const SART = { mmsi: 970_012_345, kind: TrackKind.locatingDevice, status: 14, lat: 41, lon: 19 };
const watched = () => new Watched([detector]);
const emergencies = (watch: Watched) =>
  watch.all.map(({ lead, endedMs }) => [lead.key, lead.priority, endedMs === undefined]);

describe('distress', () => {
  it.each([
    ['an AIS-SART', 970_012_345],
    ['a man overboard', 972_012_345],
    ['an EPIRB', 974_012_345],
  ])('of %s is an emergency with its first message, before any tick', (_, number) => {
    const watch = watched().sayAtOnce(position({ ...SART, mmsi: number }));
    expect(emergencies(watch)).toEqual([[`distress|mmsi/${number}`, 'emergency', true]]);
    const [{ lead }] = watch.all as [(typeof watch.all)[0]];
    expect(lead).toMatchObject({
      place: { lat: 41, lon: 19 },
      onsetMs: T0,
      provedMs: T0,
      parties: [{ distress: true, mmsi: String(number), feeds: ['coast'] }],
    });
    expect(clue(lead, 'distressDevice')).toMatchObject({ atMs: T0 });
    expect(clue(lead, 'distressPosition')).toMatchObject({ place: { lat: 41, lon: 19 } });
  });

  it('of a device under test is never raised', () => {
    const test = { ...SART, kind: TrackKind.locatingDeviceTest, status: 15 };
    const watch = watched().say(
      position(test),
      deviceText(1, 'SART TEST', TrackKind.locatingDeviceTest),
      position({ ...test, at: 60 }),
    );
    expect(watch.until(600).all).toEqual([]);
  });

  it('of a device that says no place is raised, and has its place when it comes, as the same', () => {
    const watch = watched().sayAtOnce(deviceText(0, 'SART ACTIVE', TrackKind.locatingDevice));
    expect(watch.all[0]!.lead.place).toBeUndefined();
    expect(clue(watch.all[0]!.lead, 'distressNoPosition')).toBeDefined();
    watch.say(position({ ...SART, at: 30 }));
    expect(watch.all).toHaveLength(1);
    expect(watch.all[0]!.lead).toMatchObject({ place: { lat: 41, lon: 19 }, onsetMs: T0 });
  });

  it('lasts an hour longer than the device is in the picture', () => {
    const watch = watched().say(position(SART));
    // Lost after 6 min, gone an hour later; then an hour more.
    watch.until(2 * 3600 + 300);
    expect(watch.run.picture.size).toBe(0);
    expect(watch.open('distress')).toHaveLength(1);
    watch.until(2 * 3600 + 1200);
    expect(emergencies(watch)).toEqual([['distress|mmsi/970012345', 'emergency', false]]);
  });

  it('by DSC is raised without a place, and is over when it is cancelled', () => {
    const watch = watched().sayAtOnce(distress(0));
    expect(emergencies(watch)).toEqual([[`distress|mmsi/${SHIP}`, 'emergency', true]]);
    expect(clue(watch.all[0]!.lead, 'distressCall')).toMatchObject({ text: 'sinking' });
    watch.say(position({ at: 20 }));
    expect(watch.all[0]!.lead.place).toEqual({ lat: 40, lon: 19 });
    // The ship is lost and leaves: that ends nothing.
    watch.until(3 * 3600);
    expect(watch.run.picture.size).toBe(0);
    expect(watch.open('distress')).toHaveLength(1);
    expect(watch.all[0]!.lead.place).toEqual({ lat: 40, lon: 19 });
    watch.say(distress(3 * 3600 + 5, { call: 'cancel' }));
    expect(emergencies(watch)).toEqual([[`distress|mmsi/${SHIP}`, 'emergency', false]]);
  });

  it('by DSC with a place is where it says', () => {
    const watch = watched().sayAtOnce(distress(0, { lat: degrees(41.5), lon: degrees(18.5) }));
    expect(watch.all[0]!.lead.place).toEqual({ lat: 41.5, lon: 18.5 });
  });

  it('by a unit’s button is over when it is released', () => {
    const watch = watched()
      .say(unit(0))
      .sayAtOnce(unit(10, { distress: true }));
    expect(watch.open('distress')).toHaveLength(1);
    expect(clue(watch.all[0]!.lead, 'distressButton')).toBeDefined();
    watch.say(unit(20, { distress: true }), unit(30, { distress: false }));
    expect(watch.open('distress')).toEqual([]);
    expect(watch.all).toHaveLength(1);
  });

  it('by a person’s report says who, what and how many, and ends with the report', () => {
    const said = { distress: true, note: 'engine on fire', count: 14 } as const;
    const watch = watched().sayAtOnce(manual(0, said));
    expect(emergencies(watch)).toEqual([['distress|contact/c1', 'emergency', true]]);
    const { lead } = watch.all[0]!;
    expect(clue(lead, 'distressReport')).toMatchObject({ text: 'fishing vessel by VHF 16' });
    expect(clue(lead, 'distressNote')).toMatchObject({ text: 'engine on fire' });
    expect(clue(lead, 'peopleAboard')).toMatchObject({ measure: { value: 14, unit: 'count' } });
    watch.say(manual(60, said, { withdrawn: true }));
    expect(watch.open('distress')).toEqual([]);
  });

  it('by a person’s report is the same when it was found to be a track', () => {
    const watch = watched().say(position({ lat: 41.3, lon: 19.3 }), manual(1, { distress: true }));
    watch.run.picture.associate('c1', watch.run.picture.id(0));
    watch.say(position({ at: 10, lat: 41.3, lon: 19.3 })).until(30);
    expect(emergencies(watch)).toEqual([['distress|contact/c1', 'emergency', true]]);
    expect(watch.all[0]!.lead.parties[0]!.mmsi).toBe(String(SHIP));
    watch.say(manual(40, {}, { withdrawn: true }));
    expect(watch.open('distress')).toEqual([]);
  });

  it('is not what an ordinary ship, or a ship with status 14, says', () => {
    const watch = watched().say(
      position(),
      position({ at: 10, status: 14, mmsi: mmsi(247_000_002) }),
      manual(20),
    );
    expect(watch.until(60).all).toEqual([]);
  });

  it('goes on when the clock is set back', () => {
    const watch = watched().say(position({ ...SART, at: 600 }));
    watch.run.tick(position({ at: 0 }).receivedMs);
    watch.say(position({ ...SART, at: 10 }));
    expect(watch.open('distress')).toHaveLength(1);
    expect(watch.all).toHaveLength(1);
  });
});
