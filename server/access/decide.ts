/** The one policy function: what stands, who asks, what for, of which thing, which part of it; the answer. */

import { trackClass } from '../../proto/domain/operations/releasable.table.ts';
import { ALERT_RULES } from './alertrules.table.ts';
import type { Asker } from './asker.ts';
import type { Sight } from './audience.ts';
import { lookAboard, lookAtFeed, lookAtTrack, lookingOf } from './audiences.ts';
import type { Action, AlertThing, Decision, Field, PolicyObject } from './decision.ts';
import { mildest, NAMELESS, reducedBy, sightText, strictest } from './reduction.ts';
import { permissionForRecords } from './roles.table.ts';
import type { RecordObject, RecordQuestion } from './rule.ts';
import {
  ASKER_RULES,
  AUDIT_RULES,
  CHANGE_RULES,
  changes,
  RECORD_RULES,
  recordGrants,
  rolePermission,
} from './rules.table.ts';
import type { Seen } from './sight.ts';
import { viewpoints } from './viewpoints.ts';
import type { World } from './world.ts';

/** Pure: equal arguments have equal answers. */
export function decide(
  world: World,
  asker: Asker,
  action: Action,
  object: PolicyObject,
  field?: Field,
): Decision {
  const refused = ASKER_RULES.find(({ test }) => test({ asker, action, object }));
  if (refused) return { verdict: 'no', rule: refused.name };
  if (action === 'readAudit' || object.kind === 'audit')
    return readAudit(world, asker, action, object.kind === 'audit' ? object.row : undefined);
  if (object.kind === 'any' || action === 'seeAs') {
    const whole = rolePermission({ asker, action, object }) === 'yes';
    return decisionOf({ sight: whole ? 'whole' : NAMELESS, rule: 'role' });
  }
  if (changes(action)) {
    const sees = (): boolean => see(world, asker, object).sight !== 'none';
    const rule = CHANGE_RULES.find(({ test }) => test({ world, asker, action, object, sees }))!;
    return { verdict: rule.verdict, rule: rule.name };
  }
  if (field === 'aboard') return decisionOf(seeAboard(world, asker, object));
  return decisionOf(partOf(see(world, asker, object), field));
}

/** People and goods on board are a track's alone. */
function seeAboard(world: World, asker: Asker, object: PolicyObject): Seen {
  const looking = lookingOf(world, asker);
  if (looking === undefined || object.kind !== 'track') return { sight: 'none', rule: 'role' };
  const { trackId, trackKind, feeds, distress } = object;
  return lookAboard(looking, { id: trackId, class: trackClass(trackKind), feeds, distress });
}

function decisionOf({ sight, rule }: Seen): Decision {
  if (sight === 'whole') return { verdict: 'yes', rule };
  if (sight === 'none') return { verdict: 'no', rule };
  return { verdict: 'reduced', rule, reduction: sight };
}

function readAudit(
  world: World,
  asker: Asker,
  action: Action,
  row: Extract<PolicyObject, { kind: 'audit' }>['row'],
): Decision {
  if (changes(action) || action === 'seeAs') return { verdict: 'no', rule: 'notForThis' };
  const rule = AUDIT_RULES.find(({ test }) => test({ world, asker, ...(row && { row }) }))!;
  if (rule.verdict === 'reduced') return { verdict: 'reduced', rule: rule.name, reduction: NAMELESS };
  return { verdict: rule.verdict, rule: rule.name };
}

function see(world: World, asker: Asker, object: Exclude<PolicyObject, { kind: 'any' | 'audit' }>): Seen {
  if (object.kind === 'record') return seeRecord(world, asker, object);
  if (object.kind === 'alert') return seeAlert(world, asker, object);
  // What is seen of it is decided by what it holds.
  if (object.kind === 'archive') return { sight: 'none', rule: 'notForThis' };
  const looking = lookingOf(world, asker);
  if (looking === undefined) return { sight: 'none', rule: 'role' };
  if (object.kind === 'feed') return lookAtFeed(looking, object.feedId);
  const { trackId, trackKind, feeds, distress } = object;
  return lookAtTrack(looking, { id: trackId, class: trackClass(trackKind), feeds, distress });
}

function seeAlert(world: World, asker: Asker, object: AlertThing): Seen {
  const looking = lookingOf(world, asker);
  if (looking === undefined) return { sight: 'none', rule: 'role' };
  const { isDistress } = object;
  const rule = ALERT_RULES.find(({ test }) =>
    test({
      object,
      isHome: viewpoints(asker).agencies.every((agency) => agency === world.home),
      seesParty: ({ trackId, kind, feeds, distress }) => {
        const track = { id: trackId, class: trackClass(kind), feeds, distress: distress || isDistress };
        return lookAtTrack(looking, track).sight === 'whole';
      },
      seesFeed: (feed) => lookAtFeed(looking, feed).sight === 'whole',
      seesRecord: (record) => seeRecord(world, asker, record).sight !== 'none',
      seesRules(record) {
        const { sight } = seeRecord(world, asker, record);
        return sight === 'whole' || (sight !== 'none' && !sight.withoutIdentity);
      },
    }),
  )!;
  return { sight: rule.verdict === 'yes' ? 'whole' : 'none', rule: rule.name };
}

function seeRecord(world: World, asker: Asker, object: RecordObject): Seen {
  const { agencies, together, roles, personId } = viewpoints(asker);
  const permission = permissionForRecords(roles, object.record);
  if (permission === 'no') return { sight: 'none', rule: 'role' };
  const [first, ...others] = agencies.map((agency) =>
    recordSight({ world, agency, roles, object, ...(personId !== undefined && { personId }) }),
  );
  const all = others.reduce((seen, one) => {
    const sight = strictest(seen.sight, one.sight);
    return sightText(sight) === sightText(seen.sight) ? seen : { sight, rule: together ?? one.rule };
  }, first!);
  if (permission === 'yes' || all.sight === 'none' || all.rule === 'oneself' || all.rule === 'agencies')
    return all;
  return { sight: strictest(all.sight, NAMELESS), rule: 'rightsMonitor' };
}

function recordSight(question: RecordQuestion): Seen {
  const rule = RECORD_RULES.find(({ test }) => test(question))!;
  return { sight: recordSightBy(rule.verdict, question), rule: rule.name };
}

function recordSightBy(verdict: (typeof RECORD_RULES)[number]['verdict'], question: RecordQuestion): Sight {
  if (verdict === 'yes') return 'whole';
  if (verdict === 'no') return 'none';
  if (verdict === 'reduced') return NAMELESS;
  return recordGrants(question)
    .map(({ reduction }) => reducedBy(reduction))
    .reduce<Sight>(mildest, 'none');
}

/** What is left for a part of the thing. */
function partOf({ sight, rule }: Seen, field: Field | undefined): Seen {
  if (field === undefined || typeof sight === 'string') return { sight, rule };
  const { withoutIdentity, ...place } = sight;
  if (field === 'position' || field === 'trail')
    return { sight: reducedBy({ withoutIdentity: false, ...place }), rule };
  if (field === 'evidence' || withoutIdentity) return { sight: 'none', rule };
  return { sight, rule };
}
