/** An alert as it may be shown: with the conditions that may be seen, and the words of one's own people. */
import { type Alert, type AlertEvent, type Condition, rankOf } from '../../proto/domain/alert/alert.ts';
import { epochMs } from '../../proto/domain/units.ts';

/** What of an alert an asker may see. */
export interface AlertSight {
  readonly seesCondition: (condition: Condition) => boolean;
  /** Whole, of a track that is no party. */
  readonly seesTrack: (trackId: string) => boolean;
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

/** Evidence names no track that is not seen. */
function withoutUnseen(condition: Condition, { seesTrack }: AlertSight): Condition {
  const { parties, evidence } = condition;
  const isSeen = (id: string): boolean => parties.some(({ trackId }) => trackId === id) || seesTrack(id);
  const left = evidence.filter(({ trackId }) => trackId === undefined || isSeen(trackId));
  return left.length === evidence.length ? condition : { ...condition, evidence: left };
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
