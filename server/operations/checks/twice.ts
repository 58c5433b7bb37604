/** Two centres that plan the same ground for the same time. */
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { Finding, Version } from '../../../proto/domain/operations/record.ts';
import { participants } from '../kinds/references.ts';
import { type Context, finding, type Plan } from './context.ts';
import { shareGround } from './ground.ts';
import { overlaps } from './planindex.ts';

/** Two sectors are the same ground when they share this part of the smaller. */
const SAME_GROUND = 0.1;

/** By the list of sectors that they were looked for in: `Records` hands out another one after each change. */
const neighbours = new WeakMap<readonly Version<'sector'>[], WeakMap<Area, readonly string[]>>();

/** Sectors that are the same ground, itself among them. */
function onSameGround(id: string, area: Area, { others }: Context): readonly string[] {
  const sectors = others.list('sector');
  const known = neighbours.get(sectors) ?? new WeakMap<Area, readonly string[]>();
  neighbours.set(sectors, known);
  const found =
    known.get(area) ??
    sectors
      .filter((one) => one.id === id || shareGround(area, one.value.area, SAME_GROUND))
      .map((one) => one.id);
  known.set(area, found);
  return found;
}

export function* plannedTwice({ id, patrol }: Plan, context: Context): Generator<Finding> {
  const told = new Set<string>();
  for (const sectorId of patrol.sectorIds) {
    const sector = context.sector(sectorId);
    if (sector === undefined) continue;
    for (const same of onSameGround(sectorId, sector.area, context))
      for (const { id: otherId, patrol: other } of context.index.ofSector(same)) {
        if (otherId === id || told.has(otherId)) continue;
        if (other.marking.owner === patrol.marking.owner || !overlaps(other, patrol)) continue;
        told.add(otherId);
        yield finding(
          'plannedTwice',
          'warning',
          { patrol: otherId, sector: sectorId, agency: other.marking.owner },
          // Who takes part in it already knows of both.
          participants(other).has(patrol.marking.owner) ? undefined : { code: 'joinPatrol', id: otherId },
          {
            fromMs: Math.max(patrol.fromMs, other.fromMs),
            untilMs: Math.min(patrol.untilMs, other.untilMs),
          },
        );
      }
  }
}
