/** What may be asked of the policy, and what it answers. */
import type { Party } from '../../proto/domain/alert/alert.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { AgencyId, Reduction } from '../../proto/domain/operations/agency.ts';
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';

/** What people do, in the words of `docs/access.md`. */
export const ACTIONS = [
  /** Reads it, on screen, by REST, in a search or in an export. */
  'see',
  /** Looks for a vessel or person by name or number: logged. */
  'search',
  /** Asks what was: a vessel's past, an area, meetings. Logged with its purpose. */
  'askArchive',
  'export',
  /** Reports a contact, changes or withdraws it, says which track it is. */
  'report',
  'taskSensor',
  'correctSensor',
  /** Enters, changes or removes zones, sectors, units, patrols, crossing points of the own agency. */
  'plan',
  /** Validates a zone, briefs, starts, hands over and ends a patrol of the own agency. */
  'approve',
  /** Answers for the own agency when another asks it to take part. */
  'answer',
  /** Tells a unit what to do. */
  'order',
  /** Says how a crossing point is: status, queues. */
  'reportCrossing',
  'agree',
  'release',
  /** Releases a distress to whom it is not told anyway. */
  'releaseDistress',
  /** Agencies, people, tokens. */
  'administer',
  /** Acknowledges, silences, claims, hands back, comments, groups an alert. */
  'answerAlert',
  /** Says whether an alert was true, false, or of no use. */
  'judgeAlert',
  /** Puts an alert aside for a time, and back. */
  'shelveAlert',
  /** Gives an alert to another person or to the supervisor, takes another's off the shelf. */
  'assignAlert',
  /** Watch lists, and the settings of the detectors. */
  'configureAlerts',
  /** Holds and corrections of what is recorded. */
  'keepArchive',
  'readAudit',
  /** Looks at the picture as another agency would. */
  'seeAs',
] as const;
export type Action = (typeof ACTIONS)[number];

/** A record as it stands. */
export type RecordThing = {
  [K in RecordKind]: {
    readonly kind: 'record';
    readonly record: K;
    readonly id: string;
    readonly value: RecordValues[K];
  };
}[RecordKind];

/** One condition of an alert, each of which is decided about alone; or, to do something with it, all of them together. */
export interface AlertThing {
  readonly kind: 'alert';
  readonly id: string;
  readonly isDistress: boolean;
  /** Tracks that it is about, as they were known. */
  readonly parties: readonly Party[];
  /** Feeds whose state, or whose sensors, it speaks of. */
  readonly feeds: readonly FeedId[];
  /** Records that it speaks of, as they stand or stood last. */
  readonly records: readonly RecordThing[];
  /** It speaks of a record that nobody knows. */
  readonly isUnknown: boolean;
  /** It is by what a record of these watches for: a rule of a zone, a watch list. */
  readonly isByRule: boolean;
}

/** What it is done to. */
export type PolicyObject =
  /** The whole of the thing: may this be done at all? */
  | { readonly kind: 'any' }
  | {
      readonly kind: 'track';
      readonly trackId: string;
      readonly trackKind: TrackKind;
      readonly nature: Nature;
      /** Which feeds it comes from now. */
      readonly feeds: readonly FeedId[];
      readonly distress: boolean;
    }
  /** What a feed brings before it is a track: its sensors, their plots, its health. */
  | { readonly kind: 'feed'; readonly feedId: FeedId }
  | RecordThing
  | AlertThing
  /** What is recorded, as a whole. */
  | { readonly kind: 'archive' }
  /** The log, or one row of it: whose person did it (absent: the system), to what kind of record. */
  | {
      readonly kind: 'audit';
      readonly row?: { readonly agency?: AgencyId | undefined; readonly record?: string | undefined };
    };

/** A part of a thing that has rules of its own; absent: the thing. `aboard`: people and goods, as a ship says. */
export type Field = 'position' | 'identity' | 'evidence' | 'trail' | 'aboard';

/** `rule` names the row of `docs/access.md` that decided. */
export type Decision =
  | { readonly verdict: 'yes'; readonly rule: string }
  | { readonly verdict: 'reduced'; readonly rule: string; readonly reduction: Reduction }
  | { readonly verdict: 'no'; readonly rule: string };
