/** What ships say of people and goods on board: passenger ships their number, some tankers what they carry. */
import { type Random, seeded, subSeed } from '../../../proto/domain/random.ts';
import type { AisApplication } from '../../decode/ais/applications/applications.ts';
import type { Cargo } from '../../decode/ais/applications/cargo.ts';
import type { Ship } from '../ships.ts';

/** Persons a metre of a ferry's and a cruise ship's length, least and most. */
const PERSONS_PER_M = { ferry: [1.2, 4.5], cruise: [7, 14] } as const;
const CRUISE_FROM_M = 180;
/** Of tankers; the others are in ballast and say so, or are silent. */
const LADEN_SHARE = 0.6;
const DAY_MS = 86_400_000;

const OILS = ['gas oil', 'gasoline', 'jet fuels', 'naphtha', 'oils'] as const;
/** Propane, butane, ammonia. */
const GASES = [1978, 1011, 1005] as const;

const isPassenger = ({ shipType }: Ship): boolean => shipType >= 60 && shipType <= 69;
const isFast = ({ shipType }: Ship): boolean => shipType >= 40 && shipType <= 49;
const isTanker = ({ shipType }: Ship): boolean => shipType >= 80 && shipType <= 89;

/** Whether a ship ever says anything of the kind. */
export const saysWhatIsAboard = (ship: Ship): boolean =>
  ship.transponder === 'A' && (isPassenger(ship) || isFast(ship) || isTanker(ship));

/** As it is said on the day of `atMs`; undefined: nothing. */
export function aboardOf(ship: Ship, seed: number, atMs: number): AisApplication | undefined {
  const random = seeded(subSeed(subSeed(seed, ship.mmsi), Math.floor(atMs / DAY_MS)));
  if (isTanker(ship)) return cargoOf(ship, random);
  const isCruise = isPassenger(ship) && ship.lengthM >= CRUISE_FROM_M && ship.imo !== undefined;
  const [least, most] = PERSONS_PER_M[isCruise ? 'cruise' : 'ferry'];
  const personsOnBoard = Math.max(4, Math.round(ship.lengthM * (least + (most - least) * random())));
  if (!isCruise) return { application: 'personsOnBoard', personsOnBoard };
  const airDraughtM = Math.round(ship.lengthM * 0.19 * 10) / 10;
  return { application: 'extendedStatic', linkage: 0, personsOnBoard, airDraughtM };
}

function cargoOf(ship: Ship, random: Random): AisApplication | undefined {
  if (random() >= LADEN_SHARE) return undefined;
  // A gas carrier is told by nothing else here than its number.
  const isGas = ship.mmsi % 4 === 0;
  const amount = Math.round((ship.lengthM / 100) ** 3 * (4 + 4 * random()));
  const one = Math.floor(random() * 16);
  const cargo: Cargo = isGas
    ? { by: 'IGC', unNumber: GASES[one % GASES.length] }
    : { by: 'MARPOL I', oil: OILS[one % OILS.length] };
  return {
    application: 'dangerousCargo',
    unit: 'kt',
    amount: Math.min(1023, Math.max(1, amount)),
    cargoes: [cargo],
  };
}
