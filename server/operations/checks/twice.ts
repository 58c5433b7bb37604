/** Two centres that plan the same ground for the same time. */
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { type Context, finding, type Plan } from './context.ts';
import { partWithin } from './ground.ts';

/** Two sectors are the same ground when they share this part of the smaller. */
const SAME_GROUND = 0.1;

export function* plannedTwice({ id, patrol }: Plan, context: Context): Generator<Finding> {
  const own = patrol.sectorIds.flatMap((sectorId) => {
    const sector = context.sector(sectorId);
    return sector ? [{ sectorId, area: sector.area }] : [];
  });
  for (const { id: otherId, patrol: other } of context.index.during(patrol)) {
    if (otherId === id || other.marking.owner === patrol.marking.owner) continue;
    const shared = own.find(({ sectorId, area }) =>
      other.sectorIds.some((theirs) => {
        if (theirs === sectorId) return true;
        const its = context.sector(theirs)?.area;
        return its !== undefined && Math.max(partWithin(area, its), partWithin(its, area)) >= SAME_GROUND;
      }),
    );
    if (shared === undefined) continue;
    const about = { patrol: otherId, sector: shared.sectorId, agency: other.marking.owner };
    const values = {
      fromMs: Math.max(patrol.fromMs, other.fromMs),
      untilMs: Math.min(patrol.untilMs, other.untilMs),
    };
    yield finding('plannedTwice', 'warning', about, { code: 'joinPatrol', id: otherId }, values);
  }
}
