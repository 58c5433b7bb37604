/**
 * The messages of aisstream.io as AIS messages. The service decodes them and names their fields as its published models
 * do (aisstream/ais-message-models, type-definition.yaml); values are in knots, degrees and metres, and "not available"
 * is still the number of the standard (ITU-R M.1371-5): it ends here.
 */
import type { AisDimensions, AisMessage } from '../ais/message.ts';
import type { AisArea } from '../ais/message-link.ts';
import { turnRate } from '../ais/quantities.ts';
import type { JsonFields } from './fields.ts';

interface Head {
  readonly repeat: number | undefined;
  readonly mmsi: number;
}

/** What the service calls a message; its types; how its fields become the message, undefined when they cannot. */
export interface Reading {
  readonly types: readonly number[];
  readonly read: (said: JsonFields, head: Head, type: number) => AisMessage | undefined;
}

const LARGEST_MMSI = 999_999_999;
const mmsiAt = (said: JsonFields, name: string): number | undefined => said.whole(name, 1, LARGEST_MMSI);

const place = (said: JsonFields) => ({
  lat: said.within('Latitude', -90, 90),
  lon: said.within('Longitude', -180, 180),
  accurate: said.flag('PositionAccuracy'),
});

const COURSE_END_DEG = 359.95;
/** Where, how fast and when; 102.3 kn, 360°, 511° and second 60 are none. */
const motion = (said: JsonFields) => ({
  ...place(said),
  sogKn: said.within('Sog', 0, 102.25),
  cogDeg: said.within('Cog', 0, COURSE_END_DEG),
  utcSecond: second(said),
  raim: said.flag('Raim'),
});

function second(said: JsonFields): number | undefined {
  const value = said.whole('Timestamp', 0, 63);
  return value === 60 ? undefined : value;
}

function turn(said: JsonFields) {
  const raw = said.whole('RateOfTurn', -127, 127);
  if (raw === 127 || raw === -127)
    return { turnBeyondScale: raw > 0 ? ('starboard' as const) : ('port' as const) };
  return { turnDegPerMin: raw === undefined ? undefined : turnRate(raw) };
}

const NOWHERE: AisDimensions = { toBowM: 0, toSternM: 0, toPortM: 0, toStarboardM: 0 };

function dimensions(said: JsonFields): AisDimensions | undefined {
  const size = said.inside('Dimension');
  const [toBowM = 0, toSternM = 0] = [size.whole('A', 0, 511), size.whole('B', 0, 511)];
  const [toPortM = 0, toStarboardM = 0] = [size.whole('C', 0, 63), size.whole('D', 0, 63)];
  return toBowM + toSternM + toPortM + toStarboardM === 0
    ? undefined
    : { toBowM, toSternM, toPortM, toStarboardM };
}

/** 98MIDxxxx, whose mothership stands in the bits of the dimensions (M.1371-5, message 24 B). */
const isAuxiliary = (mmsi: number): boolean => Math.floor(mmsi / 10_000_000) === 98;

function mothership(said: JsonFields): number | undefined {
  const { toBowM, toSternM, toPortM, toStarboardM } = dimensions(said) ?? NOWHERE;
  const mmsi = toBowM * 0x20_0000 + toSternM * 0x1000 + toPortM * 0x40 + toStarboardM;
  return mmsi === 0 || mmsi > LARGEST_MMSI ? undefined : mmsi;
}

/** Selector and 19 bits of state, as the message carries them. */
function radio(said: JsonFields): number | undefined {
  const state = said.whole('CommunicationState', 0, 0x7ffff);
  return state === undefined
    ? undefined
    : (said.flag('CommunicationStateIsItdma') === true ? 0x80000 : 0) + state;
}

function area(said: JsonFields): AisArea {
  return {
    neLon: said.within('Longitude1', -180, 180),
    neLat: said.within('Latitude1', -90, 90),
    swLon: said.within('Longitude2', -180, 180),
    swLat: said.within('Latitude2', -90, 90),
  };
}

/** `DAC` and `FI`; the data itself comes in an encoding that the service does not document, and is not read. */
function application(said: JsonFields) {
  const id = said.inside('ApplicationID');
  return {
    dac: id.whole('DesignatedAreaCode', 0, 1023),
    fi: id.whole('FunctionIdentifier', 0, 63),
    data: new Uint8Array(0),
    dataBits: 0,
  };
}

/** Those of the four (or two) entries, named `0` to `3`, that the service says are there. */
function* entries(said: JsonFields, count: number): Generator<JsonFields> {
  for (let i = 0; i < count; i++) {
    const entry = said.inside(String(i));
    if (entry.flag('Valid') !== false) yield entry;
  }
}

const BINARY = { data: new Uint8Array(0), dataBits: 0 } as const;

export const READINGS: Readonly<Record<string, Reading>> = {
  PositionReport: {
    types: [1, 2, 3],
    read: (said, head, type) => ({
      type: type as 1 | 2 | 3,
      ...head,
      ...motion(said),
      ...turn(said),
      navStatus: said.whole('NavigationalStatus', 0, 15),
      headingDeg: said.whole('TrueHeading', 0, 359),
      manoeuvre: said.whole('SpecialManoeuvreIndicator', 1, 2),
      radio: said.whole('CommunicationState', 0, 0x7ffff),
    }),
  },
  BaseStationReport: {
    types: [4, 11],
    read: (said, head, type) => ({
      type: type as 4 | 11,
      ...head,
      ...place(said),
      utcYear: said.whole('UtcYear', 1, 9999),
      utcMonth: said.whole('UtcMonth', 1, 12),
      utcDay: said.whole('UtcDay', 1, 31),
      utcHour: said.whole('UtcHour', 0, 23),
      utcMinute: said.whole('UtcMinute', 0, 59),
      utcSecond: said.whole('UtcSecond', 0, 59),
      epfd: said.whole('FixType', 1, 15),
      longRangeControl: said.flag('LongRangeEnable'),
      raim: said.flag('Raim'),
      radio: said.whole('CommunicationState', 0, 0x7ffff),
    }),
  },
  ShipStaticData: {
    types: [5],
    read: (said, head) => {
      const eta = said.inside('Eta');
      const ready = said.flag('Dte');
      return {
        type: 5,
        ...head,
        aisVersion: said.whole('AisVersion', 0, 3),
        imo: said.whole('ImoNumber', 1, 0x3fffffff),
        callSign: said.text('CallSign'),
        name: said.text('Name'),
        shipType: said.whole('Type', 1, 255),
        dimensions: dimensions(said),
        epfd: said.whole('FixType', 1, 15),
        eta: {
          month: eta.whole('Month', 1, 12),
          day: eta.whole('Day', 1, 31),
          hour: eta.whole('Hour', 0, 23),
          minute: eta.whole('Minute', 0, 59),
        },
        draughtM: said.within('MaximumStaticDraught', 0.05, 25.5),
        destination: said.text('Destination'),
        dataTerminalReady: ready === undefined ? undefined : !ready,
      };
    },
  },
  AddressedBinaryMessage: {
    types: [6],
    read: (said, head) => ({
      type: 6,
      ...head,
      ...application(said),
      sequence: said.whole('Sequenceinteger', 0, 3),
      destinationMmsi: mmsiAt(said, 'DestinationID'),
      retransmitted: said.flag('Retransmission'),
    }),
  },
  BinaryAcknowledge: {
    types: [7, 13],
    read: (said, head, type) => ({
      type: type as 7 | 13,
      ...head,
      acknowledged: [...entries(said.inside('Destinations'), 4)].flatMap((entry) => {
        const mmsi = mmsiAt(entry, 'DestinationID');
        return mmsi === undefined ? [] : [{ mmsi, sequence: entry.whole('Sequenceinteger', 0, 3) }];
      }),
    }),
  },
  BinaryBroadcastMessage: {
    types: [8],
    read: (said, head) => ({ type: 8, ...head, ...application(said) }),
  },
  StandardSearchAndRescueAircraftReport: {
    types: [9],
    read: (said, head) => {
      const ready = said.flag('Dte');
      return {
        type: 9,
        ...head,
        ...motion(said),
        sogKn: said.whole('Sog', 0, 1022),
        altM: said.whole('Altitude', 0, 4094),
        regional: said.flag('AltFromBaro') === true ? 128 : 0,
        dataTerminalReady: ready === undefined ? undefined : !ready,
        assigned: said.flag('AssignedMode'),
        radio: radio(said),
      };
    },
  },
  CoordinatedUTCInquiry: {
    types: [10],
    read: (said, head) => ({ type: 10, ...head, destinationMmsi: mmsiAt(said, 'DestinationID') }),
  },
  AddressedSafetyMessage: {
    types: [12],
    read: (said, head) => ({
      type: 12,
      ...head,
      sequence: said.whole('Sequenceinteger', 0, 3),
      destinationMmsi: mmsiAt(said, 'DestinationID'),
      retransmitted: said.flag('Retransmission'),
      text: said.text('Text'),
    }),
  },
  SafetyBroadcastMessage: {
    types: [14],
    read: (said, head) => ({ type: 14, ...head, text: said.text('Text') }),
  },
  Interrogation: {
    types: [15],
    read: (said, head) => {
      // the second request to the first station is said beside it
      const first = said.inside('Station1Msg1');
      const stations = [
        { mmsi: mmsiAt(first, 'StationID'), asked: [first, said.inside('Station1Msg2')] },
        { mmsi: mmsiAt(said.inside('Station2'), 'StationID'), asked: [said.inside('Station2')] },
      ].flatMap(({ mmsi, asked }) => {
        const requests = asked.flatMap((one) => {
          const messageType = one.flag('Valid') === true ? one.whole('MessageID', 1, 63) : undefined;
          const slotOffset = one.whole('SlotOffset', 0, 4095);
          return messageType === undefined ? [] : [{ messageType, slotOffset }];
        });
        return mmsi === undefined ? [] : [{ mmsi, requests }];
      });
      return { type: 15, ...head, stations };
    },
  },
  AssignedModeCommand: {
    types: [16],
    read: (said, head) => ({
      type: 16,
      ...head,
      assignments: [...entries(said.inside('Commands'), 2)].flatMap((entry) => {
        const mmsi = mmsiAt(entry, 'DestinationID');
        const [offset, increment] = [entry.whole('Offset', 0, 4095), entry.whole('Increment', 0, 1023)];
        return mmsi === undefined ? [] : [{ mmsi, offset, increment }];
      }),
    }),
  },
  GnssBroadcastBinaryMessage: {
    types: [17],
    read: (said, head) => {
      const { lat, lon } = place(said);
      return { type: 17, ...head, ...BINARY, lat, lon };
    },
  },
  StandardClassBPositionReport: {
    types: [18],
    read: (said, head) => ({
      type: 18,
      ...head,
      ...motion(said),
      headingDeg: said.whole('TrueHeading', 0, 359),
      carrierSense: said.flag('ClassBUnit'),
      display: said.flag('ClassBDisplay'),
      dsc: said.flag('ClassBDsc'),
      wholeBand: said.flag('ClassBBand'),
      message22: said.flag('ClassBMsg22'),
      assigned: said.flag('AssignedMode'),
      radio: radio(said),
    }),
  },
  ExtendedClassBPositionReport: {
    types: [19],
    read: (said, head) => {
      const ready = said.flag('Dte');
      return {
        type: 19,
        ...head,
        ...motion(said),
        headingDeg: said.whole('TrueHeading', 0, 359),
        name: said.text('Name'),
        shipType: said.whole('Type', 1, 255),
        dimensions: dimensions(said),
        epfd: said.whole('FixType', 1, 15),
        dataTerminalReady: ready === undefined ? undefined : !ready,
        assigned: said.flag('AssignedMode'),
      };
    },
  },
  DataLinkManagementMessage: {
    types: [20],
    read: (said, head) => ({
      type: 20,
      ...head,
      reservations: [...entries(said.inside('Data'), 4)].flatMap((entry) => {
        const offset = entry.whole('Offset', 1, 4095);
        const reserved = {
          slots: entry.whole('integerOfSlots', 1, 15),
          timeoutMin: entry.whole('TimeOut', 0, 7),
          increment: entry.whole('Increment', 0, 2047),
        };
        return offset === undefined ? [] : [{ offset, ...reserved }];
      }),
    }),
  },
  AidsToNavigationReport: {
    types: [21],
    read: (said, head) => {
      const [name = '', more = ''] = [said.text('Name'), said.text('NameExtension')];
      return {
        type: 21,
        ...head,
        ...place(said),
        aidType: said.whole('Type', 1, 31),
        // the extension goes on where twenty characters end
        name: more === '' ? name : name.padEnd(20) + more,
        dimensions: dimensions(said),
        epfd: said.whole('Fixtype', 1, 15),
        utcSecond: second(said),
        offPosition: said.flag('OffPosition'),
        regional: said.whole('AtoN', 0, 255),
        raim: said.flag('Raim'),
        virtual: said.flag('VirtualAtoN'),
        assigned: said.flag('AssignedMode'),
      };
    },
  },
  ChannelManagement: {
    types: [22],
    read: (said, head) => {
      const unicast = said.inside('Unicast');
      const told = ['AddressStation1', 'AddressStation2'].flatMap((name) => mmsiAt(unicast, name) ?? []);
      const zone = said.whole('TransitionalZoneSize', 0, 7);
      const isAddressed = said.flag('IsAddressed') === true;
      return {
        type: 22,
        ...head,
        channelA: said.whole('ChannelA', 0, 4095),
        channelB: said.whole('ChannelB', 0, 4095),
        txrx: said.whole('TxRxMode', 0, 15),
        lowPower: said.flag('LowPower'),
        ...(isAddressed ? { destinationMmsis: told } : { area: area(said.inside('Area')) }),
        narrowBandA: said.flag('BwA'),
        narrowBandB: said.flag('BwB'),
        zoneSizeNm: zone === undefined ? undefined : zone + 1,
      };
    },
  },
  GroupAssignmentCommand: {
    types: [23],
    read: (said, head) => ({
      type: 23,
      ...head,
      area: area(said),
      stationType: said.whole('StationType', 0, 15),
      shipType: said.whole('ShipType', 0, 255),
      txrx: said.whole('TxRxMode', 0, 3),
      reportingInterval: said.whole('ReportingInterval', 0, 15),
      quietMin: said.whole('QuietTime', 0, 15),
    }),
  },
  StaticDataReport: {
    types: [24],
    read: (said, head) => {
      // true: part B
      if (said.flag('PartNumber') !== true)
        return { type: 24, ...head, part: 'A', name: said.inside('ReportA').text('Name') };
      const part = said.inside('ReportB');
      return {
        type: 24,
        ...head,
        part: 'B',
        shipType: part.whole('ShipType', 1, 255),
        vendorId: part.text('VendorIDName'),
        unitModel: part.whole('VenderIDModel', 0, 15),
        serial: part.whole('VenderIDSerial', 0, 0xfffff),
        callSign: part.text('CallSign'),
        ...(isAuxiliary(head.mmsi) ? { mothershipMmsi: mothership(part) } : { dimensions: dimensions(part) }),
        epfd: part.whole('FixType', 1, 15),
      };
    },
  },
  SingleSlotBinaryMessage: { types: [25], read: (said, head) => shortBinary(said, head, 25) },
  MultiSlotBinaryMessage: {
    types: [26],
    read: (said, head) => ({ ...shortBinary(said, head, 26), radio: radio(said) }),
  },
  LongRangeAisBroadcastMessage: {
    types: [27],
    read: (said, head) => ({
      type: 27,
      ...head,
      ...place(said),
      navStatus: said.whole('NavigationalStatus', 0, 15),
      sogKn: said.within('Sog', 0, 62),
      cogDeg: said.within('Cog', 0, COURSE_END_DEG),
      raim: said.flag('Raim'),
      delayed: said.flag('PositionLatency'),
    }),
  },
};

function shortBinary<T extends 25 | 26>(said: JsonFields, head: Head, type: T) {
  const { dac, fi } = application(said);
  return {
    type,
    ...head,
    ...BINARY,
    destinationMmsi: said.flag('DestinationIDValid') === true ? mmsiAt(said, 'DestinationID') : undefined,
    ...(said.flag('ApplicationIDValid') === true ? { dac, fi } : {}),
  };
}
