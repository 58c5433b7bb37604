/** When a feed, a receiver or a sensor is out. */
import { thresholds } from './threshold.ts';

const OURS = 'Our choice';

export const FEED_OUTAGE = thresholds('feedOutage', {
  vessels: {
    value: 5,
    unit: 'count',
    text: 'A feed that brought so many transmitters in ten minutes is missed.',
    source: `${OURS}: fewer may all have left.`,
    from: 1,
    to: 1000,
  },
  afterS: {
    value: 120,
    unit: 's',
    text: 'It has brought nothing for so long.',
    source: `${OURS}: of five vessels at anchor one speaks every 36 s (ITU-R M.1371-5, 3 min each).`,
    from: 20,
    to: 3600,
  },
  ownGaps: {
    value: 3,
    unit: 'ratio',
    text: 'It brings nothing for so many times its own longest gap lately.',
    source: `${OURS}, measured on Virginia Beach.`,
    from: 1,
    to: 20,
  },
  stateS: {
    value: 30,
    unit: 's',
    text: 'Its connection is down, silent or faulty for so long.',
    source: `${OURS}: a connection is made again within seconds.`,
    from: 5,
    to: 3600,
  },
  backS: {
    value: 20,
    unit: 's',
    text: 'Back for so long, the outage is over.',
    source: `${OURS}.`,
    from: 0,
    to: 3600,
  },
});

export const SENSOR_LOST = thresholds('sensorLost', {
  afterS: {
    value: 30,
    unit: 's',
    text: 'It has been gone or faulty for so long.',
    source: `${OURS}: ten turns of a radar.`,
    from: 5,
    to: 3600,
  },
  overS: {
    value: 30,
    unit: 's',
    text: 'Well again for so long, it is over.',
    source: `${OURS}.`,
    from: 5,
    to: 3600,
  },
});

export const SENSOR_TAMPERED = thresholds('sensorTampered', {
  signs: {
    value: 1,
    unit: 'count',
    text: 'One sign of tampering is enough.',
    source: 'BSI Flex 335 v2: status Tamper; the sensor says so itself.',
    from: 1,
    to: 10,
  },
  keptS: {
    value: 3600,
    unit: 's',
    text: 'It is over so long after the last sign, where the sensor does not take it back.',
    source: `${OURS}: somebody goes and looks.`,
    from: 60,
    to: 86_400,
  },
});
