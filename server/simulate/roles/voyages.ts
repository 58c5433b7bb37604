/** What merchant ships have in common: gates, destinations, draughts. */
import { between, pick } from '../../../proto/domain/random.ts';
import type { Gate } from '../scenario.ts';
import type { Crew } from '../surroundings.ts';

/** A gate of one side, or of any, by weight. */
export function gateOf(crew: Crew, side?: Gate['side']): Gate {
  const gates = crew.scenario.gates.filter((g) => side === undefined || g.side === side);
  let left = crew.random() * gates.reduce((sum, g) => sum + g.weight, 0);
  for (const gate of gates) {
    left -= gate.weight;
    if (left <= 0) return gate;
  }
  return gates.at(-1)!;
}

/** A port beyond the horizon as crews type it in. */
export function destinationBeyond(crew: Crew, gate: Gate): string {
  return asTyped(crew, pick(crew.random, gate.destinations));
}

/** UN/LOCODE with or without its space, now and then with "FOR ORDERS". */
export function asTyped(crew: Crew, locode: string): string {
  const chance = crew.random();
  if (chance < 0.45) return `${locode.slice(0, 2)} ${locode.slice(2)}`;
  return chance > 0.96 ? `${locode} FOR ORDERS` : locode;
}

/** A draught between ballast and laden, in tenths of a metre. */
export function laden(crew: Crew): { draughtM?: number } {
  const { draughtM } = crew.ship;
  if (draughtM === undefined) return {};
  return { draughtM: Math.round(draughtM * between(crew.random, 0.62, 1) * 10) / 10 };
}
