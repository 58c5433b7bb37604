/** AIS messages of a vessel: what it says from its instruments and what its crew has typed in. */
import type { AisEta, AisMessage } from '../decode/ais/message.ts';
import type { Reading } from './sensors.ts';
import type { Ship } from './ships.ts';
import type { Vessel } from './vessel.ts';

/** GPS (ITU-R M.1371-5 table 47). */
export const EPFD_GPS = 1;
/** Carrier sense: the communication state is not used and says this (M.1371-5 table 70), its selector set. */
export const CARRIER_SENSE_STATE = (1 << 19) | 0b110_0000_0000_0000_0110;

/** SOTDMA in direct UTC synchronisation: frames left and, as the standard alternates them, stations or slot. */
export const sotdma = (slot: number): number => ((slot % 8) << 14) | (slot % 8 < 2 ? 0 : slot % 2250);

/** The position report of the vessel's transponder, undefined where it has none; `slot` counts its transmissions. */
export function positionReport(
  vessel: Vessel,
  reading: Reading,
  nowS: number,
  slot: number,
): AisMessage | undefined {
  const { ship } = vessel;
  const { lat, lon, sogKn, cogDeg } = reading;
  const motion = {
    mmsi: ship.mmsi,
    lat,
    lon,
    sogKn,
    cogDeg,
    accurate: true,
    utcSecond: nowS % 60,
    raim: false,
  };
  const headingDeg = Math.round(reading.headingDeg) % 360;
  switch (ship.transponder) {
    case 'A':
      return {
        ...motion,
        type: 1,
        navStatus: vessel.navStatus,
        ...turn(ship, reading),
        headingDeg,
        manoeuvre: 0,
        radio: sotdma(slot),
      };
    case 'SAR':
      return {
        ...motion,
        type: 9,
        sogKn: Math.round(sogKn),
        altM: vessel.role.voyage().altM,
        radio: sotdma(slot),
      };
    case 'B-SO':
      return { ...motion, ...CLASS_B, type: 18, headingDeg, carrierSense: false, radio: sotdma(slot) };
    case 'B-CS':
      return { ...motion, ...CLASS_B, type: 18, carrierSense: true, radio: CARRIER_SENSE_STATE };
    case 'none':
      return undefined;
  }
}

export const CLASS_B = { display: false, dsc: true, wholeBand: true, message22: true, assigned: false };

/** Ships of 50 000 gross tonnage have a turn indicator; of the rest, those over 80 m say so, smaller ones nothing. */
function turn(ship: Ship, reading: Reading): { turnDegPerMin?: number } {
  return ship.lengthM > 80 ? { turnDegPerMin: reading.turnDegPerMin } : {};
}

/** Name, call sign, dimensions, voyage: type 5, or 24 in two parts; aircraft and the silent send none. */
export function staticReports(vessel: Vessel): AisMessage[] {
  const { ship } = vessel;
  const { mmsi, name, callSign, shipType, dimensions } = ship;
  if (ship.transponder === 'SAR' || ship.transponder === 'none') return [];
  if (ship.transponder !== 'A')
    return [
      { type: 24, mmsi, part: 'A', name },
      {
        type: 24,
        mmsi,
        part: 'B',
        shipType,
        vendorId: 'WFS',
        unitModel: 1,
        callSign,
        dimensions,
        epfd: EPFD_GPS,
      },
    ];
  const { destination, etaMs, draughtM } = vessel.role.voyage();
  return [
    {
      type: 5,
      mmsi,
      aisVersion: 2,
      imo: ship.imo,
      callSign,
      name,
      shipType,
      dimensions,
      epfd: EPFD_GPS,
      eta: etaMs === undefined ? undefined : etaOf(etaMs),
      draughtM,
      destination,
      dataTerminalReady: true,
    },
  ];
}

function etaOf(etaMs: number): AisEta {
  const at = new Date(etaMs);
  return {
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  };
}
