/** What moves on land, and whom the watch of a land border is about. */
import type { ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Thing } from '../thing.ts';

const PEOPLE: ReadonlySet<ThingClass> = new Set(['person', 'group', 'vehicle']);

/** People and vehicles, and what a land sensor has not named: neither livestock nor own units. */
export const isLandKind = ({ class: of, kind }: Pick<Thing, 'class' | 'kind'>): boolean =>
  PEOPLE.has(of) || kind === TrackKind.landContact;

/** What a group is that nobody counted. */
const UNCOUNTED = 2;

/**
 * How many people tracks that are together stand for. A group's number counts its members' own tracks too: as many
 * persons beside it are taken to be among them.
 */
export function peopleIn(things: readonly Thing[]): number {
  let [counted, members, persons] = [0, 0, 0];
  for (const { class: of, count } of things) {
    const number = count ?? (of === 'group' ? UNCOUNTED : 1);
    if (number === 1) persons += 1;
    else {
      counted += number;
      members += number - 1;
    }
  }
  return counted + Math.max(0, persons - members);
}
