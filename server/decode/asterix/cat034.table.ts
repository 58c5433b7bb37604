/**
 * CAT034: Transmission of Monoradar Service Messages, edition 1.29 (2021-03-15).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import {
  type CategoryTable,
  code,
  compound,
  explicit,
  group,
  repetitive,
  signed,
  spare,
  sub,
  unsigned,
} from './layout.ts';

export const CAT034: CategoryTable = {
  category: 34,
  edition: '1.29',
  uap: ['010', '000', '030', '020', '041', '050', '060', '070', '100', '110', '120', '090', 'RE', 'SP'],
  items: {
    // Message Type
    '000': group(code('messageType', 8)),
    // Data Source Identifier
    '010': group(code('sac', 8), code('sic', 8)),
    // Sector Number
    '020': group(unsigned('sectorNumberDeg', 8, 360 / 2 ** 8)),
    // Time of Day
    '030': group(unsigned('timeOfDayS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Antenna Rotation Speed
    '041': group(unsigned('antennaRotationSpeedS', 16, 1 / 2 ** 7)),
    // System Configuration and Status
    '050': compound(
      sub(
        'com',
        group(
          code('nogo', 1),
          code('rdpc', 1),
          code('rdpr', 1),
          code('ovlrdp', 1),
          code('ovlxmt', 1),
          code('msc', 1),
          code('tsv', 1),
          spare(1),
        ),
      ),
      undefined,
      undefined,
      sub('psr', group(code('ant', 1), code('chab', 2), code('ovl', 1), code('msc', 1), spare(3))),
      sub('ssr', group(code('ant', 1), code('chab', 2), code('ovl', 1), code('msc', 1), spare(3))),
      sub(
        'mds',
        group(
          code('ant', 1),
          code('chab', 2),
          code('ovlsur', 1),
          code('msc', 1),
          code('scf', 1),
          code('dlf', 1),
          code('ovlscf', 1),
          code('ovldlf', 1),
          spare(7),
        ),
      ),
    ),
    // System Processing Mode
    '060': compound(
      sub('com', group(spare(1), code('redrdp', 3), code('redxmt', 3), spare(1))),
      undefined,
      undefined,
      sub('psr', group(code('pol', 1), code('redrad', 3), code('stc', 2), spare(2))),
      sub('ssr', group(code('redrad', 3), spare(5))),
      sub('mds', group(code('redrad', 3), code('clu', 1), spare(4))),
    ),
    // Message Count Values
    '070': repetitive(group(code('typ', 5), code('count', 11))),
    // Collimation Error
    '090': group(signed('rngNm', 8, 1 / 2 ** 7), signed('azmDeg', 8, 360 / 2 ** 14)),
    // Generic Polar Window
    '100': group(
      unsigned('rhostNm', 16, 1 / 2 ** 8),
      unsigned('rhoendNm', 16, 1 / 2 ** 8),
      unsigned('thetastDeg', 16, 360 / 2 ** 16),
      unsigned('thetaendDeg', 16, 360 / 2 ** 16),
    ),
    // Data Filter
    '110': group(code('dataFilter', 8)),
    // 3D-Position Of Data Source
    '120': group(
      signed('hgtM', 16, 1),
      signed('latDeg', 24, 180 / 2 ** 23, [-90, 90, 'must']),
      signed('lonDeg', 24, 180 / 2 ** 23),
    ),
    RE: explicit(),
    SP: explicit(),
  },
};
