/** Seen, sends nothing, and may not have to: told only where and when a zone's rule asks for it. */
import { UNCOOPERATIVE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import type { Detector, Finding, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { ZonesInForce } from '../zones/zonesinforce.ts';
import { ContactStates, reasonClue, seenBy } from './states.ts';

export function uncooperative(watch: Watch): Detector {
  const zones = new ZonesInForce(watch, (zone) => zone.has('uncooperative'));
  /** The first zone with a rule for it: few have one. */
  const asked = (thing: Thing): Partial<Finding> | undefined => {
    for (const zone of zones.now) {
      if (!contains(zone.zone.shape, thing.lat, thing.lon)) continue;
      const rule = zone.ruleFor('uncooperative', thing);
      if (!rule) continue;
      const priority = zone.priority(rule.rule, 'uncooperativeContact', watch);
      return {
        name: `${thing.name}|${zone.id}`,
        about: { zoneId: zone.id },
        rule: rule.path,
        evidence: [{ what: 'zone', text: zone.zone.name }],
        ...(priority && { priority }),
      };
    }
    return undefined;
  };
  return new ContactStates(watch, {
    name: 'contact/uncooperative',
    kind: 'uncooperativeContact',
    state: ContactState.uncooperative,
    table: UNCOOPERATIVE,
    asked,
    clues: (thing) => [...reasonClue(watch, thing, 'uncooperative'), ...seenBy(watch, thing)],
    refresh: (nowMs) => zones.refresh(nowMs),
    stepBack: () => zones.stepBack(),
  });
}
