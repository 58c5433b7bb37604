/**
 * CAT021: ADS-B Target Reports, edition 0.26 (2005-06-27), of another profile than the editions from 1.0 on; many ground
 * stations still send it. Items that have not changed since are taken from the newest edition.
 * From the published definition (EUROCONTROL-SPEC-0149-12).
 */
import { CAT021 } from './cat021.table.ts';
import {
  type CategoryTable,
  code,
  explicit,
  extended,
  FX,
  group,
  type Node,
  octal,
  signed,
  spare,
  unsigned,
} from './layout.ts';

const unchanged = (...items: readonly string[]): Record<string, Node> =>
  Object.fromEntries(Object.entries(CAT021.items).filter(([item]) => items.includes(item)));

export const CAT021_0_26: CategoryTable = {
  category: 21,
  edition: '0.26',
  uap: [
    ...['010', '040', '030', '130', '080', '140', '090'],
    ...['210', '230', '145', '150', '151', '152', '155'],
    ...['157', '160', '165', '170', '095', '032', '200'],
    ...['020', '220', '146', '148', '110', '070', '131'],
    ...[undefined, undefined, undefined, undefined, undefined, 'RE', 'SP'],
  ],
  items: {
    ...unchanged('010', '020', '080', '110', '140', '145', '148', '150', '152', '170', '220', '230'),
    // Time of Day
    '030': group(unsigned('timeOfDayS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Time of Day Accuracy
    '032': group(unsigned('timeOfDayAccuracyS', 8, 1 / 2 ** 8)),
    // Target Report Descriptor
    '040': group(
      code('dcr', 1),
      code('gbs', 1),
      code('sim', 1),
      code('tst', 1),
      code('rab', 1),
      code('saa', 1),
      code('spi', 1),
      spare(1),
      code('atp', 3),
      code('arc', 2),
      spare(3),
    ),
    // Mode 3/A Code in Octal Representation
    '070': group(code('v', 1), code('g', 1), code('l', 1), spare(1), octal('mode3a', 12)),
    // Figure of Merit
    '090': group(code('ac', 2), code('mn', 2), code('dc', 2), spare(6), code('pa', 4)),
    // Velocity Accuracy
    '095': group(code('velocityAccuracy', 8)),
    // Position in WGS-84 Co-ordinates
    '130': group(
      signed('latDeg', 32, 180 / 2 ** 25, [-90, 90, 'must']),
      signed('lonDeg', 32, 180 / 2 ** 25, [-180, 180, 'must']),
    ),
    // Signal Amplitude
    '131': group(code('signalAmplitude', 8)),
    // Intermediate State Selected Altitude
    '146': group(code('sas', 1), code('src', 2), signed('altFt', 13, 25, [-1300, 100000])),
    // True Airspeed
    '151': group(unsigned('trueAirspeedKn', 16, 1)),
    // Barometric Vertical Rate
    '155': group(signed('barometricVerticalRateFtPerMin', 16, 25 / 2 ** 2)),
    // Geometric Vertical Rate
    '157': group(signed('geometricVerticalRateFtPerMin', 16, 25 / 2 ** 2)),
    // Ground Vector
    '160': group(signed('gsNmPerS', 16, 1 / 2 ** 14, [0, 2]), unsigned('taDeg', 16, 360 / 2 ** 16)),
    // Rate of Turn
    '165': extended(code('ti', 2), spare(5), FX, signed('rotDegPerS', 7, 1 / 2 ** 2, [-15.75, 15]), FX),
    // Target Status
    '200': group(code('ps', 8)),
    // Link Technology Indicator
    '210': group(spare(3), code('dti', 1), code('mds', 1), code('uat', 1), code('vdl', 1), code('otr', 1)),
    RE: explicit(),
    SP: explicit(),
  },
};
