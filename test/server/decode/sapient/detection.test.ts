/** Detection reports as plots. */
import { describe, expect, it } from 'vitest';
import { detectionReport, objectIdOf, statusReport } from '../../../../server/decode/sapient/build.ts';
import { FEED, NOON_MS, RADAR, RIDGE, SEISMIC, Stage, walker } from './nodes.ts';

describe('a detection', () => {
  it('is a plot with class, number, motion and the node’s own track', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(statusReport(RADAR, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }));
    stage.nowMs += 80;
    stage.say(walker(NOON_MS + 50));
    expect(stage.sink.of('plot')).toEqual([
      {
        type: 'plot',
        feedId: FEED,
        nature: 1,
        observedMs: NOON_MS + 50,
        receivedMs: NOON_MS + 80,
        sensorId: `land/${RADAR.nodeId}`,
        place: {
          kind: 'polar',
          rangeM: 4250.5,
          azimuthDeg: 271.25,
          sigmaAzimuthDeg: 0.5,
          sigmaRangeM: 3,
          from: RIDGE,
        },
        sensorTrack: objectIdOf(RADAR, 'walker'),
        // 5 m/s to the north-west: 9.719 kn
        sogKn: expect.closeTo(9.719, 3),
        cogDeg: expect.closeTo(323.13, 2),
        contactClass: 'group',
        confidence: expect.closeTo(0.6, 6),
        count: 4,
      },
    ]);
  });

  it('that is lost ends the track', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(
      detectionReport(RADAR, NOON_MS, {
        objectKey: 'walker',
        place: { kind: 'polar', azimuthDeg: 10, rangeM: 100 },
        state: 'Lost',
      }),
    );
    expect(stage.sink.of('plot')).toMatchObject([{ ended: true, sensorTrack: objectIdOf(RADAR, 'walker') }]);
  });

  it('of an undeclared class is used and told once', () => {
    const stage = new Stage();
    stage.register(RADAR);
    for (let i = 0; i < 3; i++)
      stage.say(
        detectionReport(RADAR, NOON_MS, {
          objectKey: 'x',
          place: { kind: 'polar', azimuthDeg: 10, rangeM: 100 },
          classes: [[['UAV', 0.9]]],
        }),
      );
    expect(stage.sink.of('plot').map(({ contactClass }) => contactClass)).toEqual([
      'drone',
      'drone',
      'drone',
    ]);
    expect(stage.sink.faults).toMatchObject([{ kind: 'schema', detail: 'class "UAV" was not declared' }]);
  });

  it('without its object id is used without a track, told and answered', () => {
    const stage = new Stage();
    stage.register(RADAR);
    const message = walker(NOON_MS);
    message.detection_report!.object_id = null;
    stage.say(message);
    expect(stage.sink.of('plot')[0]?.sensorTrack).toBeUndefined();
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: 'without detection_report.object_id' },
    ]);
    expect(stage.sink.replies.at(-1)?.message.error?.packet?.length).toBeGreaterThan(100);
  });

  it('without a place is none, except from a sensor that only feels what is near it', () => {
    const stage = new Stage();
    stage.register(RADAR, 1);
    stage.register(SEISMIC, 2);
    stage.say(statusReport(SEISMIC, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }), 2);
    for (const [node, connection] of [
      [RADAR, 1],
      [SEISMIC, 2],
    ] as const) {
      const message = detectionReport(node, NOON_MS, {
        objectKey: 'x',
        place: { kind: 'position', ...RIDGE },
      });
      message.detection_report!.location = null;
      stage.say(message, connection);
    }
    expect(stage.sink.of('plot')).toMatchObject([
      { sensorId: `land/${SEISMIC.nodeId}`, place: { kind: 'position', ...RIDGE, sigmaM: 25 } },
    ]);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: expect.stringContaining('no place') },
    ]);
  });

  it('of a clock that is far off has the time of its receipt, told once', () => {
    const stage = new Stage();
    stage.register(RADAR);
    stage.say(walker(NOON_MS - 3_600_000));
    stage.say(walker(NOON_MS - 3_600_000));
    expect(stage.sink.of('plot').map(({ observedMs }) => observedMs)).toEqual([NOON_MS, NOON_MS]);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: expect.stringContaining('off by -3600 s') },
    ]);
  });
});
