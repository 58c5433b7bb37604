/** An alert as it may be shown: with the conditions that may be seen, and the words of one's own people. */

import {
  type Alert,
  type AlertEvent,
  type Condition,
  type Party,
  rankOf,
} from '../../proto/domain/alert/alert.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import { epochMs } from '../../proto/domain/units.ts';

/** What of an alert an asker may see. */
export interface AlertSight {
  readonly seesCondition: (condition: Condition) => boolean;
  /** Whether all that was said of a party may be told: whoever sees it by one feed alone knows nothing of the others. */
  readonly tellsParty: (party: Party, condition: Condition) => boolean;
  /** Whether words of a record that the condition is about may be told: whoever sees it in part knows not all of them. */
  readonly tellsText: (text: string, condition: Condition) => boolean;
  /** The same of a track that is no party; `none`: it is not seen whole. */
  readonly track: (trackId: string) => 'none' | 'nameless' | 'told';
  readonly seesFeed: (feed: FeedId) => boolean;
  readonly seesAlert: (id: string) => boolean;
  /** Whether a person is of the asker's own service; so is `system`. */
  readonly isOwn: (personId: string) => boolean;
}

/** Undefined: nothing of it. The same object where all of it may be seen. */
export function shownAlert(alert: Alert, sight: AlertSight): Alert | undefined {
  const all = [alert.lead, ...alert.parts];
  const seen = all.filter(sight.seesCondition);
  if (seen.length === 0) return undefined;
  const conditions = seen.map((condition) => withoutUnseen(condition, sight));
  const isWhole = seen.length === all.length;
  const told = withOwnWords(alert, sight, isWhole);
  if (isWhole && told === alert && conditions.every((one, i) => one === all[i])) return alert;
  const lead = conditions.reduce((best, one) => (rankOf(one.priority) < rankOf(best.priority) ? one : best));
  const { rescue, ...rest } = told;
  return {
    ...rest,
    lead,
    parts: conditions.filter((one) => one !== lead),
    priority: isWhole ? alert.priority : lead.priority,
    onsetMs: isWhole ? alert.onsetMs : epochMs(Math.min(...conditions.map(({ onsetMs }) => onsetMs))),
    ...(rescue && (isWhole || lead.priority === 'emergency') && { rescue }),
  };
}

/** No track that is not seen, no feed that is not, and no word that only others heard. */
function withoutUnseen(condition: Condition, sight: AlertSight): Condition {
  const told = new Map(
    condition.parties.map((party) => [party.trackId, sight.tellsParty(party, condition)] as const),
  );
  const isAllTold = [...told.values()].every(Boolean);
  const parties = condition.parties.map((party) => lessParty(party, told.get(party.trackId)!, sight));
  const evidence = condition.evidence.flatMap((clue) => {
    const { trackId, text, ...rest } = clue;
    if (text === undefined && (trackId === undefined || told.has(trackId))) return [clue];
    const of =
      trackId === undefined
        ? isAllTold && sight.tellsText(text!, condition)
        : (told.get(trackId) ?? sight.track(trackId));
    if (of === 'none') return [];
    if (of === true || of === 'told' || text === undefined) return [clue];
    return [{ ...rest, ...(trackId !== undefined && { trackId }) }];
  });
  const isSame =
    isAllTold &&
    parties.every((party, i) => party === condition.parties[i]) &&
    evidence.length === condition.evidence.length &&
    evidence.every((clue, i) => clue === condition.evidence[i]);
  if (isSame) return condition;
  // Its key may name somebody by number.
  return { ...condition, parties, evidence, ...(!isAllTold && { key: `${condition.kind}|` }) };
}

function lessParty(party: Party, isTold: boolean, { seesFeed }: AlertSight): Party {
  const feeds = party.feeds.filter(seesFeed);
  if (isTold && feeds.length === party.feeds.length) return party;
  const { mmsi: _mmsi, name: _name, ...rest } = party;
  return isTold ? { ...party, feeds } : { ...rest, feeds };
}

/** What became of it stays; who of another service did it, and what they wrote, does not. */
function withOwnWords(alert: Alert, { isOwn, seesAlert }: AlertSight, isWhole: boolean): Alert {
  const { owner, acknowledged, verdict, shelf, partOf } = alert;
  const lines = alert.history.filter(({ what }) => isWhole || what !== 'worsened');
  const history = lines.map((line) => (isOwn(line.by) ? line : anothers(line)));
  const isHidden = partOf !== undefined && !seesAlert(partOf);
  const isSame =
    !isHidden &&
    history.length === alert.history.length &&
    history.every((line, i) => line === alert.history[i]) &&
    [owner?.id, acknowledged?.by, verdict?.by, shelf?.by].every((by) => by === undefined || isOwn(by));
  if (isSame) return alert;
  const { partOf: _partOf, ...rest } = alert;
  const nobody = { by: '', byName: '' };
  return {
    ...rest,
    history,
    ...(partOf !== undefined && !isHidden && { partOf }),
    ...(owner && !isOwn(owner.id) && { owner: { id: '', name: '', atMs: owner.atMs } }),
    ...(acknowledged && !isOwn(acknowledged.by) && { acknowledged: { ...acknowledged, ...nobody } }),
    ...(verdict && !isOwn(verdict.by) && { verdict: { ...verdict, ...nobody } }),
    ...(shelf && !isOwn(shelf.by) && { shelf: { ...shelf, ...nobody, reason: '' } }),
  };
}

const anothers = ({ atMs, what }: AlertEvent): AlertEvent => ({ atMs, what, by: '', byName: '' });
