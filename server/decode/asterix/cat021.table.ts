/**
 * CAT021: ADS-B Target Reports, edition 2.7 (2025-07-02).
 * From the published definition (EUROCONTROL-SPEC-0149) by way of its machine-readable form (asterix-specs, BSD-3-Clause).
 */
import {
  type CategoryTable,
  choice,
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
  signed,
  spare,
  sub,
  unsigned,
} from './layout.ts';

export const CAT021: CategoryTable = {
  category: 21,
  edition: '2.7',
  uap: [
    '010',
    '040',
    '161',
    '015',
    '071',
    '130',
    '131',
    '072',
    '150',
    '151',
    '080',
    '073',
    '074',
    '075',
    '076',
    '140',
    '090',
    '210',
    '070',
    '230',
    '145',
    '152',
    '200',
    '155',
    '157',
    '160',
    '165',
    '077',
    '170',
    '020',
    '220',
    '146',
    '148',
    '110',
    '016',
    '008',
    '271',
    '132',
    '250',
    '260',
    '400',
    '295',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'RE',
    'SP',
  ],
  items: {
    // Aircraft Operational Status
    '008': group(
      code('ra', 1),
      code('tc', 2),
      code('ts', 1),
      code('arv', 1),
      code('cdtia', 1),
      code('nottcas', 1),
      code('sa', 1),
    ),
    // Data Source Identification
    '010': group(code('sac', 8), code('sic', 8)),
    // Service Identification
    '015': group(code('serviceIdentification', 8)),
    // Service Management
    '016': group(unsigned('serviceManagementS', 8, 1 / 2)),
    // Emitter Category
    '020': group(code('emitterCategory', 8)),
    // Target Report Descriptor
    '040': extended(
      code('atp', 3),
      code('arc', 2),
      code('rc', 1),
      code('rab', 1),
      FX,
      code('dcr', 1),
      code('gbs', 1),
      code('sim', 1),
      code('tst', 1),
      code('saa', 1),
      code('cl', 2),
      FX,
      spare(1),
      code('llc', 1),
      code('ipc', 1),
      code('nogo', 1),
      code('cpr', 1),
      code('ldpj', 1),
      code('rcf', 1),
      FX,
      sub('tbc', group(code('ep', 1), code('val', 6))),
      FX,
      sub('mbc', group(code('ep', 1), code('val', 6))),
      FX,
    ),
    // Mode 3/A Code in Octal Representation
    '070': group(spare(4), octal('mode3a', 12)),
    // Time of Applicability for Position
    '071': group(unsigned('timeOfApplicabilityForPositionS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Time of Applicability for Velocity
    '072': group(unsigned('timeOfApplicabilityForVelocityS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Time of Message Reception for Position
    '073': group(unsigned('timeOfMessageReceptionForPositionS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Time of Message Reception of Position-High Precision
    '074': group(code('fsi', 2), unsigned('tomrpS', 30, 1 / 2 ** 30)),
    // Time of Message Reception for Velocity
    '075': group(unsigned('timeOfMessageReceptionForVelocityS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Time of Message Reception of Velocity-High Precision
    '076': group(code('fsi', 2), unsigned('tomrpS', 30, 1 / 2 ** 30)),
    // Time of ASTERIX Report Transmission
    '077': group(unsigned('timeOfAsterixReportTransmissionS', 24, 1 / 2 ** 7, [0, 86400, 'must'])),
    // Target Address
    '080': group(code('targetAddress', 24)),
    // Quality Indicators
    '090': extended(
      code('nucrnacv', 3),
      code('nucpnic', 4),
      FX,
      code('nicbaro', 1),
      code('sil', 2),
      code('nacp', 4),
      FX,
      spare(2),
      code('sils', 1),
      code('sda', 2),
      code('gva', 2),
      FX,
      code('pic', 4),
      code('src', 1),
      spare(2),
      FX,
      spare(2),
      sub('valstate', group(code('ep', 1), code('val', 2))),
      code('vd', 1),
      code('vq', 1),
      FX,
      unsigned('valdistp1M', 7, 128),
      FX,
      unsigned('valdistp2M', 7, 1),
      FX,
      unsigned('valdistqualp1M', 7, 128),
      FX,
      unsigned('valdistqualp2M', 7, 1),
      FX,
    ),
    // Trajectory Intent
    '110': compound(
      sub('tis', extended(code('nav', 1), code('nvb', 1), spare(5), FX)),
      sub(
        'tid',
        repetitive(
          group(
            code('tca', 1),
            code('nc', 1),
            code('tcpn', 6),
            signed('altFt', 16, 10, [-1500, 150000]),
            signed('latDeg', 24, 180 / 2 ** 23, [-90, 90, 'must']),
            signed('lonDeg', 24, 180 / 2 ** 23),
            code('pt', 4),
            code('td', 2),
            code('tra', 1),
            code('toa', 1),
            unsigned('tovS', 24, 1),
            unsigned('ttrNm', 16, 1 / 100),
          ),
        ),
      ),
    ),
    // Position in WGS-84 Co-ordinates
    '130': group(signed('latDeg', 24, 180 / 2 ** 23, [-90, 90, 'must']), signed('lonDeg', 24, 180 / 2 ** 23)),
    // High-Resolution Position in WGS-84 Co-ordinates
    '131': group(
      signed('latDeg', 32, 180 / 2 ** 30, [-90, 90, 'must']),
      signed('lonDeg', 32, 180 / 2 ** 30, [-180, 180, 'must']),
    ),
    // Message Amplitude
    '132': group(signed('messageAmplitudeDbm', 8, 1)),
    // Geometric Height
    '140': group(signed('geometricHeightFt', 16, 25 / 2 ** 2, [-1500, 150000])),
    // Flight Level
    '145': group(signed('flightLevel', 16, 1 / 2 ** 2, [-15, 1500])),
    // Selected Altitude
    '146': group(code('sas', 1), code('s', 2), signed('altFt', 13, 25, [-1300, 100000])),
    // Final State Selected Altitude
    '148': group(code('mv', 1), code('ah', 1), code('am', 1), signed('altFt', 13, 25, [-1300, 100000])),
    // Air Speed
    '150': group(
      code('im', 1),
      choice('im', unsigned('asNmPerS', 15, 1 / 2 ** 14), unsigned('asMach', 15, 1 / 1000)),
    ),
    // True Airspeed
    '151': group(code('re', 1), unsigned('tasKn', 15, 1)),
    // Magnetic Heading
    '152': group(unsigned('magneticHeadingDeg', 16, 360 / 2 ** 16)),
    // Barometric Vertical Rate
    '155': group(code('re', 1), signed('bvrFtPerMin', 15, 25 / 2 ** 2)),
    // Geometric Vertical Rate
    '157': group(code('re', 1), signed('gvrFtPerMin', 15, 25 / 2 ** 2)),
    // Airborne Ground Vector
    '160': group(code('re', 1), unsigned('gsNmPerS', 15, 1 / 2 ** 14), unsigned('taDeg', 16, 360 / 2 ** 16)),
    // Track Number
    '161': group(spare(4), code('trnum', 12)),
    // Track Angle Rate
    '165': group(spare(6), signed('tarDegPerS', 10, 1 / 2 ** 5)),
    // Target Identification
    '170': group(icao('targetIdentification', 48)),
    // Target Status
    '200': group(code('icf', 1), code('lnav', 1), code('me', 1), code('ps', 3), code('ss', 2)),
    // MOPS Version
    '210': group(spare(1), code('vns', 1), code('vn', 3), code('ltt', 3)),
    // Met Information
    '220': compound(
      unsigned('wsKn', 16, 1, [0, 300]),
      unsigned('wdDeg', 16, 1, [1, 360]),
      signed('tmpDegC', 16, 1 / 2 ** 2, [-100, 100]),
      code('trb', 8, 15),
    ),
    // Roll Angle
    '230': group(signed('rollAngleDeg', 16, 1 / 100, [-180, 180])),
    // Mode S MB Data
    '250': repetitive(group(hex('mbdata', 56), code('bds1', 4), code('bds2', 4))),
    // ACAS Resolution Advisory Report
    '260': group(
      code('typ', 5),
      code('styp', 3),
      code('ara', 14),
      code('rac', 4),
      code('rat', 1),
      code('mte', 1),
      code('tti', 2),
      code('tid', 26),
    ),
    // Surface Capabilities and Characteristics
    '271': extended(
      spare(2),
      code('poa', 1),
      code('cdtis', 1),
      code('b2low', 1),
      code('ras', 1),
      code('ident', 1),
      FX,
      code('lw', 4),
      spare(3),
      FX,
    ),
    // Data Ages
    '295': compound(
      unsigned('aosS', 8, 1 / 10),
      unsigned('trdS', 8, 1 / 10),
      unsigned('m3aS', 8, 1 / 10),
      unsigned('qiS', 8, 1 / 10),
      unsigned('ti1S', 8, 1 / 10),
      unsigned('mamS', 8, 1 / 10),
      unsigned('ghS', 8, 1 / 10),
      unsigned('fl', 8, 1 / 10),
      unsigned('salS', 8, 1 / 10),
      unsigned('fsaS', 8, 1 / 10),
      unsigned('asS', 8, 1 / 10),
      unsigned('tasS', 8, 1 / 10),
      unsigned('mhS', 8, 1 / 10),
      unsigned('bvrS', 8, 1 / 10),
      unsigned('gvrS', 8, 1 / 10),
      unsigned('gvS', 8, 1 / 10),
      unsigned('tarS', 8, 1 / 10),
      unsigned('ti2S', 8, 1 / 10),
      unsigned('tsS', 8, 1 / 10),
      unsigned('metS', 8, 1 / 10),
      unsigned('roaS', 8, 1 / 10),
      unsigned('araS', 8, 1 / 10),
      unsigned('sccS', 8, 1 / 10),
    ),
    // Receiver ID
    '400': group(code('receiverId', 8)),
    RE: explicit(),
    SP: explicit(),
  },
};
