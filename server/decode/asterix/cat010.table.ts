/**
 * CAT010: Transmission of Monosensor Surface Movement Data, edition 1.1 (2007-03-01).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import {
  type CategoryTable,
  code,
  explicit,
  extended,
  FX,
  group,
  hex,
  icao,
  octal,
  repetitive,
  signed,
  spare,
  unsigned,
} from './layout.ts';

export const CAT010: CategoryTable = {
  category: 10,
  edition: '1.1',
  uap: [
    '010',
    '000',
    '020',
    '140',
    '041',
    '040',
    '042',
    '200',
    '202',
    '161',
    '170',
    '060',
    '220',
    '245',
    '250',
    '300',
    '090',
    '091',
    '270',
    '550',
    '310',
    '500',
    '280',
    '131',
    '210',
    undefined,
    'SP',
    'RE',
  ],
  items: {
    // Message Type
    '000': group(code('messageType', 8)),
    // Data Source Identifier
    '010': group(code('sac', 8), code('sic', 8)),
    // Target Report Descriptor
    '020': extended(
      code('typ', 3),
      code('dcr', 1),
      code('chn', 1),
      code('gbs', 1),
      code('crt', 1),
      FX,
      code('sim', 1),
      code('tst', 1),
      code('rab', 1),
      code('lop', 2),
      code('tot', 2),
      FX,
      code('spi', 1),
      spare(6),
      FX,
    ),
    // Measured Position in Polar Co-ordinates
    '040': group(unsigned('rhoM', 16, 1), unsigned('thDeg', 16, 360 / 2 ** 16)),
    // Position in WGS-84 Co-ordinates
    '041': group(signed('latDeg', 32, 180 / 2 ** 31, [-90, 90, 'must']), signed('lonDeg', 32, 180 / 2 ** 31)),
    // Position in Cartesian Co-ordinates
    '042': group(signed('xM', 16, 1), signed('yM', 16, 1)),
    // Mode-3/A Code in Octal Representation
    '060': group(code('v', 1), code('g', 1), code('l', 1), spare(1), octal('mode3a', 12)),
    // Flight Level in Binary Representation
    '090': group(code('v', 1), code('g', 1), signed('fl', 14, 1 / 2 ** 2)),
    // Measured Height
    '091': group(signed('measuredHeightFt', 16, 25 / 2 ** 2)),
    // Amplitude of Primary Plot
    '131': group(code('amplitudeOfPrimaryPlot', 8)),
    // Time of Day
    '140': group(unsigned('timeOfDayS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Track Number
    '161': group(spare(4), code('trk', 12)),
    // Track Status
    '170': extended(
      code('cnf', 1),
      code('tre', 1),
      code('cst', 2),
      code('mah', 1),
      code('tcc', 1),
      code('sth', 1),
      FX,
      code('tom', 2),
      code('dou', 3),
      code('mrs', 2),
      FX,
      code('gho', 1),
      spare(6),
      FX,
    ),
    // Calculated Track Velocity in Polar Co-ordinates
    '200': group(unsigned('gspNmPerS', 16, 1 / 2 ** 14, [0, 2]), unsigned('traDeg', 16, 360 / 2 ** 16)),
    // Calculated Track Velocity in Cartesian Co-ordinates; the machine-readable form wrongly has 1/16, as in 210
    '202': group(signed('vxMPerS', 16, 1 / 4), signed('vyMPerS', 16, 1 / 4)),
    // Calculated Acceleration
    '210': group(signed('axMPerS2', 8, 1 / 4), signed('ayMPerS2', 8, 1 / 4)),
    // Target Address
    '220': group(code('targetAddress', 24)),
    // Target Identification
    '245': group(code('sti', 2), spare(6), icao('chr', 48)),
    // Mode S MB Data
    '250': repetitive(group(hex('mbdata', 56), code('bds1', 4), code('bds2', 4))),
    // Target Size and Orientation
    '270': extended(
      unsigned('lengthM', 7, 1),
      FX,
      unsigned('orientationDeg', 7, 360 / 2 ** 7),
      FX,
      unsigned('widthM', 7, 1),
      FX,
    ),
    // Presence
    '280': repetitive(
      group(signed('drhoM', 8, 1, [-127, 127]), signed('dthetaDeg', 8, 3 / 20, [-19.05, 19.05])),
    ),
    // Vehicle Fleet Identification
    '300': group(code('vehicleFleetIdentification', 8)),
    // Pre-programmed Message
    '310': group(code('trb', 1), code('msg', 7)),
    // Standard Deviation of Position
    '500': group(
      unsigned('devxM', 8, 1 / 2 ** 2),
      unsigned('devyM', 8, 1 / 2 ** 2),
      signed('covxyM', 16, 1 / 2 ** 2),
    ),
    // System Status
    '550': group(code('nogo', 2), code('ovl', 1), code('tsv', 1), code('div', 1), code('ttf', 1), spare(2)),
    RE: explicit(),
    SP: explicit(),
  },
};
