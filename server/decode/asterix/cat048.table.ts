/**
 * CAT048: Monoradar Target Reports, edition 1.32 (2024-07-01).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import {
  type CategoryTable,
  code,
  compound,
  explicit,
  extended,
  FX,
  group,
  hex,
  icao,
  octal,
  repetitive,
  repetitiveFx,
  signed,
  spare,
  sub,
  unsigned,
} from './layout.ts';

export const CAT048: CategoryTable = {
  category: 48,
  edition: '1.32',
  uap: [
    '010',
    '140',
    '020',
    '040',
    '070',
    '090',
    '130',
    '220',
    '240',
    '250',
    '161',
    '042',
    '200',
    '170',
    '210',
    '030',
    '080',
    '100',
    '110',
    '120',
    '230',
    '260',
    '055',
    '050',
    '065',
    '060',
    'SP',
    'RE',
  ],
  items: {
    // Data Source Identifier
    '010': group(code('sac', 8), code('sic', 8)),
    // Target Report Descriptor
    '020': extended(
      code('typ', 3),
      code('sim', 1),
      code('rdp', 1),
      code('spi', 1),
      code('rab', 1),
      FX,
      code('tst', 1),
      code('err', 1),
      code('xpp', 1),
      code('me', 1),
      code('mi', 1),
      code('foefri', 2),
      FX,
      sub('adsb', group(code('ep', 1), code('val', 1))),
      sub('scn', group(code('ep', 1), code('val', 1))),
      sub('pai', group(code('ep', 1), code('val', 1))),
      spare(1),
      FX,
      sub('acasxv', group(code('ep', 1), code('val', 4))),
      sub('poxpr', group(code('ep', 1), code('val', 1))),
      FX,
      sub('poact', group(code('ep', 1), code('val', 1))),
      sub('dtfxpr', group(code('ep', 1), code('val', 1))),
      sub('dtfact', group(code('ep', 1), code('val', 1))),
      spare(1),
      FX,
      sub('irmxpr', group(code('ep', 1), code('val', 1))),
      sub('irmact', group(code('ep', 1), code('val', 1))),
      spare(3),
      FX,
    ),
    // Warning/Error Conditions and Target Classification
    '030': repetitiveFx(code('', 7)),
    // Measured Position in Polar Co-ordinates
    '040': group(unsigned('rhoNm', 16, 1 / 2 ** 8), unsigned('thetaDeg', 16, 360 / 2 ** 16)),
    // Calculated Position in Cartesian Co-ordinates
    '042': group(signed('xNm', 16, 1 / 2 ** 7), signed('yNm', 16, 1 / 2 ** 7)),
    // Mode-2 Code in Octal Representation
    '050': group(code('v', 1), code('g', 1), code('l', 1), spare(1), octal('mode2', 12)),
    // Mode-1 Code in Octal Representation
    '055': group(code('v', 1), code('g', 1), code('l', 1), code('mode1', 5)),
    // Mode-2 Code Confidence Indicator
    '060': group(
      spare(4),
      code('qa4', 1),
      code('qa2', 1),
      code('qa1', 1),
      code('qb4', 1),
      code('qb2', 1),
      code('qb1', 1),
      code('qc4', 1),
      code('qc2', 1),
      code('qc1', 1),
      code('qd4', 1),
      code('qd2', 1),
      code('qd1', 1),
    ),
    // Mode-1 Code Confidence Indicator
    '065': group(spare(3), code('qa4', 1), code('qa2', 1), code('qa1', 1), code('qb2', 1), code('qb1', 1)),
    // Mode-3/A Code in Octal Representation
    '070': group(code('v', 1), code('g', 1), code('l', 1), spare(1), octal('mode3a', 12)),
    // Mode-3/A Code Confidence Indicator
    '080': group(
      spare(4),
      code('qa4', 1),
      code('qa2', 1),
      code('qa1', 1),
      code('qb4', 1),
      code('qb2', 1),
      code('qb1', 1),
      code('qc4', 1),
      code('qc2', 1),
      code('qc1', 1),
      code('qd4', 1),
      code('qd2', 1),
      code('qd1', 1),
    ),
    // Flight Level in Binary Representation
    '090': group(code('v', 1), code('g', 1), signed('fl', 14, 1 / 2 ** 2)),
    // Mode-C Code and Code Confidence Indicator
    '100': group(
      code('v', 1),
      code('g', 1),
      spare(2),
      code('modec', 12),
      spare(4),
      code('qc1', 1),
      code('qa1', 1),
      code('qc2', 1),
      code('qa2', 1),
      code('qc4', 1),
      code('qa4', 1),
      code('qb1', 1),
      code('qd1', 1),
      code('qb2', 1),
      code('qd2', 1),
      code('qb4', 1),
      code('qd4', 1),
    ),
    // Height Measured by a 3D Radar
    '110': group(spare(2), signed('3dhFt', 14, 25)),
    // Radial Doppler Speed
    '120': compound(
      sub('cal', group(code('d', 1), spare(5), signed('calMPerS', 10, 1))),
      sub(
        'rds',
        repetitive(
          group(unsigned('dopMPerS', 16, 1), unsigned('ambMPerS', 16, 1), unsigned('frqMhz', 16, 1)),
        ),
      ),
    ),
    // Radar Plot Characteristics
    '130': compound(
      unsigned('srlDeg', 8, 360 / 2 ** 13),
      code('srr', 8),
      signed('samDbm', 8, 1),
      unsigned('prlDeg', 8, 360 / 2 ** 13),
      signed('pamDbm', 8, 1),
      signed('rpdNm', 8, 1 / 2 ** 8),
      signed('apdDeg', 8, 360 / 2 ** 14),
    ),
    // Time of Day
    '140': group(unsigned('timeOfDayS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Track Number
    '161': group(spare(4), code('trn', 12)),
    // Track Status
    '170': extended(
      code('cnf', 1),
      code('rad', 2),
      code('dou', 1),
      code('mah', 1),
      code('cdm', 2),
      FX,
      code('tre', 1),
      code('gho', 1),
      code('sup', 1),
      code('tcc', 1),
      spare(3),
      FX,
    ),
    // Calculated Track Velocity in Polar Co-ordinates
    '200': group(unsigned('gspNmPerS', 16, 1 / 2 ** 14), unsigned('hdgDeg', 16, 360 / 2 ** 16)),
    // Track Quality
    '210': group(
      unsigned('sigxNm', 8, 1 / 2 ** 7),
      unsigned('sigyNm', 8, 1 / 2 ** 7),
      unsigned('sigvNmPerS', 8, 1 / 2 ** 14),
      unsigned('sighDeg', 8, 360 / 2 ** 12),
    ),
    // Aircraft Address
    '220': group(code('aircraftAddress', 24)),
    // Communications/ACAS Capability and Flight Status
    '230': group(
      code('com', 3),
      code('stat', 3),
      code('si', 1),
      spare(1),
      code('mssc', 1),
      code('arc', 1),
      code('aic', 1),
      code('b1a', 1),
      code('b1b', 4),
    ),
    // Aircraft Identification
    '240': group(icao('aircraftIdentification', 48)),
    // BDS Register Data
    '250': repetitive(group(hex('mbdata', 56), code('bds1', 4), code('bds2', 4))),
    // ACAS Resolution Advisory Report
    '260': group(hex('acasResolutionAdvisoryReport', 56)),
    RE: explicit(),
    SP: explicit(),
  },
};
