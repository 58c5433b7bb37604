/** What moves on land, and whom the watch of a land border is about. */
import type { ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Thing } from '../thing.ts';

const PEOPLE: ReadonlySet<ThingClass> = new Set(['person', 'group', 'vehicle']);

/** People and vehicles, and what a land sensor has not named: neither livestock nor own units. */
export const isLandKind = ({ class: of, kind }: Pick<Thing, 'class' | 'kind'>): boolean =>
  PEOPLE.has(of) || kind === TrackKind.landContact;
