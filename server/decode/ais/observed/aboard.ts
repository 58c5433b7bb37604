/** People and goods on board, as a ship says them in application messages. */
import type { AboardFields, DangerousCargo } from '../../../../proto/domain/aboard.ts';
import type { Heard, IdentityObservation } from '../../../../proto/domain/observation.ts';
import { metres } from '../../../../proto/domain/units.ts';
import type { AisApplication } from '../applications/applications.ts';
import type { Cargo } from '../applications/cargo.ts';
import type { InlandPersons } from '../applications/inland.ts';
import type { Cargoes, CargoIndication } from '../applications/voyage.ts';
import { type Loose, present } from '../present.ts';

/** What a message says of people and goods on board its sender, or none. */
export function aboardOf(said: AisApplication, head: Heard): readonly IdentityObservation[] {
  const fields = aboardFields(said);
  const aboard = fields === undefined ? undefined : present<AboardFields>(fields);
  return aboard === undefined ? [] : [{ type: 'identity', ...head, identity: { aboard } }];
}

function aboardFields(said: AisApplication): Loose<AboardFields> | undefined {
  switch (said.application) {
    case 'personsOnBoard':
      return { personsOnBoard: said.personsOnBoard };
    case 'inlandPersons':
      return { personsOnBoard: allOf(said), crew: said.crew, passengers: said.passengers };
    case 'extendedStatic':
      return {
        personsOnBoard: said.personsOnBoard,
        airDraughtM: airDraught(said),
        loaded: said.loaded === undefined ? undefined : said.loaded === 'laden',
      };
    case 'airDraught':
    case 'inlandEta':
      return { airDraughtM: airDraught(said) };
    case 'dangerousCargo':
      return { dangerousCargo: cargoesOf(said) };
    case 'cargoIndication':
      return { dangerousCargo: oldCargoOf(said) };
    case 'inlandStatic':
      return {
        eni: said.eni,
        eriType: said.eriType,
        blueCones: said.blueCones,
        loaded: said.loaded === undefined ? undefined : said.loaded === 'loaded',
      };
    default:
      return undefined;
  }
}

const airDraught = ({ airDraughtM }: { readonly airDraughtM?: number | undefined }) =>
  airDraughtM === undefined ? undefined : metres(airDraughtM);

/** Crew, passengers and other personnel; undefined unless crew and passengers are said. */
const allOf = ({ crew, passengers, personnel = 0 }: InlandPersons): number | undefined =>
  crew === undefined || passengers === undefined ? undefined : crew + passengers + personnel;

const TONNES = { kg: 0.001, t: 1, kt: 1000 } as const;

/** The amount is of all cargoes together: it is told only of a single one. */
function cargoesOf({ cargoes, amount, unit }: Cargoes): readonly DangerousCargo[] | undefined {
  const said = cargoes.flatMap((cargo) => cargoOf(cargo) ?? []);
  const [first] = said;
  if (first === undefined) return undefined;
  const massT = massOf(amount, unit);
  return said.length === 1 && massT !== undefined ? [{ ...first, massT }] : said;
}

const massOf = (amount: number | undefined, unit: keyof typeof TONNES | undefined): number | undefined =>
  amount === undefined || unit === undefined ? undefined : amount * TONNES[unit];

function cargoOf(cargo: Cargo): DangerousCargo | undefined {
  switch (cargo.by) {
    case undefined:
      return undefined;
    case 'IMDG':
      return { by: 'IMDG', ...present({ class: cargo.imdgClass }) };
    case 'IGC':
      return { by: 'IGC', ...present({ unNumber: cargo.unNumber }) };
    case 'BC':
      return { by: 'BC', ...present({ class: cargo.imdgClass ?? cargo.bcClass }) };
    case 'MARPOL I':
      return { by: 'MARPOL I', ...present({ class: cargo.oil }) };
    case 'MARPOL II':
      return { by: 'MARPOL II', ...present({ class: cargo.category }) };
    case 'regional':
      return { by: 'other', ...present({ class: cargo.regional?.toString() }) };
  }
}

function oldCargoOf(said: CargoIndication): readonly DangerousCargo[] | undefined {
  const fields = present({
    class: said.imdCategory,
    unNumber: said.unNumber,
    massT: massOf(said.amount, said.unit),
  });
  return fields === undefined ? undefined : [{ by: 'other', ...fields }];
}
