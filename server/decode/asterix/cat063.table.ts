/**
 * CAT063: Sensor Status Reports, edition 1.7 (2025-06-05).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import {
  type CategoryTable,
  code,
  explicit,
  extended,
  FX,
  group,
  signed,
  spare,
  sub,
  unsigned,
} from './layout.ts';

export const CAT063: CategoryTable = {
  category: 63,
  edition: '1.7',
  uap: ['010', '015', '030', '050', '060', '070', '080', '081', '090', '091', '092', undefined, 'RE', 'SP'],
  items: {
    // Data Source Identifier
    '010': group(code('sac', 8), code('sic', 8)),
    // Service Identification
    '015': group(code('serviceIdentification', 8)),
    // Time of Message
    '030': group(unsigned('timeOfMessageS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Sensor Identifier
    '050': group(code('sac', 8), code('sic', 8)),
    // Sensor Configuration and Status
    '060': extended(
      code('con', 2),
      code('psr', 1),
      code('ssr', 1),
      code('mds', 1),
      code('ads', 1),
      code('mlt', 1),
      FX,
      code('ops', 1),
      code('odp', 1),
      code('oxt', 1),
      code('msc', 1),
      code('tsv', 1),
      code('npw', 1),
      spare(1),
      FX,
      sub('ttf', group(code('ep', 1), code('val', 1))),
      sub('spo', group(code('ep', 1), code('val', 1))),
      spare(3),
      FX,
    ),
    // Time Stamping Bias
    '070': group(signed('timeStampingBiasMs', 16, 1)),
    // SSR / Mode S Range Gain and Bias
    '080': group(signed('srg', 16, 1 / 100000), signed('srbNm', 16, 1 / 2 ** 7)),
    // SSR Mode S Azimuth Bias
    '081': group(signed('ssrModeSAzimuthBiasDeg', 16, 360 / 2 ** 16)),
    // PSR Range Gain and Bias
    '090': group(signed('prg', 16, 1 / 100000), signed('prbNm', 16, 1 / 2 ** 7)),
    // PSR Azimuth Bias
    '091': group(signed('psrAzimuthBiasDeg', 16, 360 / 2 ** 16)),
    // PSR Elevation Bias
    '092': group(signed('psrElevationBiasDeg', 16, 360 / 2 ** 16)),
    RE: explicit(),
    SP: explicit(),
  },
};
