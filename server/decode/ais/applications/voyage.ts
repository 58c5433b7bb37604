/** Ports, berths, cargoes and voyages: SN.1/Circ.289 FI 18, 19, 20, 24 and 25; SN/Circ.236 FI 12, 13 and 15. */
import { fixed, repeating } from './application.ts';
import { CARGO, type Cargo } from './cargo.ts';
import {
  codeUnless,
  date,
  day,
  flag,
  hour,
  lat,
  linkage,
  lon,
  minute,
  month,
  number,
  spare,
  text,
  word,
} from './fields.ts';
import { group, repeated, type Said } from './layout.ts';
import { persons } from './persons.ts';

const CLEARANCE = {
  linkage,
  /** When the ship may enter. */
  clearance: date,
  berth: text(20),
  /** UN location code of the port. */
  destination: text(5),
  lon,
  lat,
  spare: spare(43),
};

const TRAFFIC_SIGNAL = {
  linkage,
  station: text(20),
  lon,
  lat,
  status: word(2, [undefined, 'regular', 'irregular'], 0),
  /** 1…13: IALA port traffic signals, then those of Japan. */
  signal: codeUnless(5, 0, 13, 1),
  next: group({ hour, minute }),
  nextSignal: codeUnless(5, 0, 13, 1),
  spare: spare(102),
};

const service = word(2, [undefined, 'available', 'unknown'], 0);
const BERTHING = {
  linkage,
  /** 511 means "or more". */
  berthLengthM: number(9, { from: 1, to: 511, none: 0 }),
  /** 25.5 means "or more". */
  berthDepthM: number(8, { from: 1, to: 255, none: 0, per: 10 }),
  /** 1 port side to, 2 starboard side to, 3 Mediterranean, 4 mooring buoy, 5 anchorage. */
  mooring: codeUnless(3, 0, 5, 1),
  /** Asked for by a ship, granted by an authority. */
  berthing: date,
  servicesKnown: flag,
  services: group({
    agent: service,
    fuel: service,
    chandler: service,
    stevedore: service,
    electricity: service,
    water: service,
    customs: service,
    cartage: service,
    crane: service,
    lift: service,
    medical: service,
    navigationRepair: service,
    provisions: service,
    shipRepair: service,
    surveyor: service,
    steam: service,
    tugs: service,
    solidWaste: service,
    liquidWaste: service,
    hazardousWaste: service,
    ballastExchange: service,
    additional: service,
    regional1: service,
    regional2: service,
    spare: spare(4),
  }),
  berth: text(20),
  lon,
  lat,
};

const equipment = word(2, [undefined, 'operational', 'notOperational', 'unknown'], 0);
const bunkered = word(2, [undefined, 'no', 'yes'], 0);
const port = text(5);
const EXTENDED_STATIC = {
  linkage,
  /** 81.91 means "or more". */
  airDraughtM: number(13, { from: 1, to: 8191, none: 0, per: 100 }),
  lastPort: port,
  nextPort: port,
  secondPort: port,
  equipment: group({
    ais: equipment,
    trackingAid: equipment,
    watchAlarm: equipment,
    ecdisBackup: equipment,
    chart: equipment,
    echoSounder: equipment,
    plottingAid: equipment,
    emergencySteering: equipment,
    gnss: equipment,
    gyroCompass: equipment,
    lrit: equipment,
    magneticCompass: equipment,
    navtex: equipment,
    arpaRadar: equipment,
    sBandRadar: equipment,
    xBandRadar: equipment,
    hfRadio: equipment,
    inmarsat: equipment,
    mfRadio: equipment,
    vhfRadio: equipment,
    groundLog: equipment,
    waterLog: equipment,
    headingDevice: equipment,
    trackControl: equipment,
    voyageRecorder: equipment,
    spare: spare(2),
  }),
  /** 0 not classified; 1…7 IACS polar classes, then Finnish-Swedish and Russian ones. */
  iceClass: number(4, { to: 10, none: 15 }),
  /** 262,142 means "or more", in both. */
  horsepower: number(18, { to: 262_142, none: 262_143 }),
  vhfChannel: number(12, { from: 1, to: 4095, none: 0 }),
  /** Lloyd's Register STATCODE 5. */
  lloydsType: text(7),
  grossTonnage: number(18, { to: 262_142, none: 262_143 }),
  loaded: word(2, [undefined, 'laden', 'ballast'], 0),
  heavyOil: bunkered,
  lightOil: bunkered,
  diesel: bunkered,
  /** 16,382 means "or more". */
  bunkersT: number(14, { to: 16_382, none: 16_383 }),
  personsOnBoard: persons,
  spare: spare(10),
};

const unit = word(2, [undefined, 'kg', 't', 'kt'], 0);
const amount = number(10, { from: 1, to: 1023, none: 0 });

const OLD_CARGO = {
  lastPort: port,
  departed: date,
  nextPort: port,
  eta: date,
  good: text(20),
  imdCategory: text(4),
  unNumber: number(13, { from: 1, to: 8191, none: 0 }),
  amount,
  unit,
  spare: spare(3),
};

const dayFirst = group({ day, month, hour, minute });
const FAIRWAY_CLOSED = {
  reason: text(20),
  fromPlace: text(20),
  toPlace: text(20),
  radius: number(10, { to: 1000, none: 1001 }),
  radiusUnit: word(2, ['m', 'km', 'nm', 'cable'], 0),
  /** Local time, approximate. */
  from: dayFirst,
  to: dayFirst,
  spare: spare(4),
};

const OLD_STATIC = {
  /** 204.7 means "or more". */
  airDraughtM: number(11, { from: 1, to: 2047, none: 0, per: 10 }),
  spare: spare(5),
};

export type Clearance = { readonly application: 'clearance' } & Said<typeof CLEARANCE>;
export type TrafficSignal = { readonly application: 'trafficSignal' } & Said<typeof TRAFFIC_SIGNAL>;
export type Berthing = { readonly application: 'berthing' } & Said<typeof BERTHING>;
export type ExtendedStatic = { readonly application: 'extendedStatic' } & Said<typeof EXTENDED_STATIC>;
export type CargoIndication = { readonly application: 'cargoIndication' } & Said<typeof OLD_CARGO>;
export type FairwayClosed = { readonly application: 'fairwayClosed' } & Said<typeof FAIRWAY_CLOSED>;
export type AirDraught = { readonly application: 'airDraught' } & Said<typeof OLD_STATIC>;

export type Cargoes = {
  readonly application: 'dangerousCargo';
  readonly cargoes: readonly Cargo[];
} & Said<typeof CARGOES>;
const CARGOES = { unit, amount };

export const VOYAGE = [
  fixed('clearance', 1, 18, true, CLEARANCE),
  fixed('trafficSignal', 1, 19, false, TRAFFIC_SIGNAL),
  fixed('berthing', 1, 20, true, BERTHING),
  fixed('extendedStatic', 1, 24, false, EXTENDED_STATIC),
  repeating('dangerousCargo', 1, 25, 'both', CARGOES, 'cargoes', repeated(CARGO, 28)),
  fixed('cargoIndication', 1, 12, true, OLD_CARGO),
  fixed('fairwayClosed', 1, 13, false, FAIRWAY_CLOSED),
  fixed('airDraught', 1, 15, false, OLD_STATIC),
] as const;
