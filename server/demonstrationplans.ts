/** Who works in the demonstration and what they planned: loaded from a file when its store is empty. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type FeedId, feedId } from '../proto/domain/ids.ts';
import { agencyId, type Marking, PURPOSES, RETENTION, TLP } from '../proto/domain/operations/agency.ts';
import { RECORD_KINDS } from '../proto/domain/operations/record.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import { SYSTEM } from './operations/actor.ts';
import { done, type OperationFault } from './operations/outcome.ts';
import type { Plans } from './operations/plans.ts';
import type { Records } from './operations/records.ts';
import { DEMONSTRATION_PLANS } from './places.ts';

const entry = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  id: z.string(),
  value: z.record(z.string(), z.unknown()),
  /** What happened to it since, in the order of its table of states. */
  events: z
    .array(
      z.strictObject({
        event: z.string(),
        /** The id of the person who did it; the system where absent. */
        by: z.string().optional(),
        reason: z.string().optional(),
        details: z.unknown().optional(),
      }),
    )
    .optional(),
});

const plansFile = z.strictObject({
  about: z.string(),
  viewer: z.string(),
  feeds: z.record(
    z.string().transform(feedId),
    z.strictObject({
      owner: z.string().transform(agencyId),
      purpose: z.enum(PURPOSES),
      tlp: z.enum(TLP).exactOptional(),
      retention: z.enum(RETENTION),
    }),
  ),
  records: z.array(entry).max(5000),
});

export interface DemonstrationPlans {
  /** Whose each feed is. */
  readonly feeds: ReadonlyMap<FeedId, Marking>;
  readonly records: z.output<typeof plansFile>['records'];
}

/** Throws when the file that came with the product is broken. */
export function readDemonstrationPlans(): DemonstrationPlans {
  const { feeds, records } = plansFile.parse(JSON.parse(readFileSync(DEMONSTRATION_PLANS, 'utf8')));
  return { feeds: new Map(Object.entries(feeds) as [FeedId, Marking][]), records };
}

/** All of it in one transaction; throws where a rule forbids some of it. */
export function loadDemonstration(
  { records: entries }: DemonstrationPlans,
  plans: Plans,
  records: Records,
  nowMs: EpochMs,
): void {
  const loaded = records.together(() => {
    for (const { kind, id, value, events = [] } of entries) {
      const asked = { by: SYSTEM, reason: 'demonstration' };
      const made = plans.create(kind, timed(value, nowMs), asked, id);
      if (!made.ok) throw broken(`${kind}/${id}`, made.fault);
      for (const { event, by, reason, details } of events) {
        const version = records.get(kind, id)?.version ?? 0;
        const person = by === undefined ? undefined : records.get('person', by)?.value;
        const happened = plans.event(kind, id, event, version, {
          by:
            person && by !== undefined
              ? { id: by, name: person.name, agency: person.agency, how: 'session' }
              : SYSTEM,
          ...(reason !== undefined && { reason }),
          ...(details !== undefined && { eventDetails: timed(details, nowMs) }),
        });
        if (!happened.ok) throw broken(`${kind}/${id} ${event}`, happened.fault);
      }
    }
    return done(undefined);
  });
  if (!loaded.ok) throw broken('all', loaded.fault);
}

const broken = (where: string, { what, where: at, remedy }: OperationFault): Error =>
  new Error(`the demonstration cannot start: ${where}: ${what} (${at}; ${remedy})`);

const UNITS_MS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
/** From the start of the demonstration: "-90d", "+12h", "+30m". */
const FROM_START = /^([+-]\d{1,5})([dhm])$/;

/** With times in place of what is said from the start, in members whose name ends in `Ms`. */
function timed(value: unknown, nowMs: EpochMs, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => timed(one, nowMs, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, timed(one, nowMs, name)]));
  const said = typeof value === 'string' && key.endsWith('Ms') ? FROM_START.exec(value) : null;
  if (said === null) return value;
  // To the minute, as people plan.
  const startMs = nowMs - (nowMs % UNITS_MS.m);
  return startMs + Number(said[1]) * UNITS_MS[said[2] as keyof typeof UNITS_MS];
}
