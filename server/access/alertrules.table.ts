/** Who sees an alert: whoever may see all that it speaks of. `docs/access.md` is made of it. */
import type { Party } from '../../proto/domain/alert/alert.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { AlertThing, RecordThing } from './decision.ts';
import type { Rule } from './rule.ts';

/** May this asker see this condition of an alert? */
export interface AlertQuestion {
  readonly object: AlertThing;
  /** Everyone through whose eyes is looked is of the site's own agency. */
  readonly isHome: boolean;
  /** Whole. */
  readonly seesParty: (party: Party) => boolean;
  readonly seesFeed: (feed: FeedId) => boolean;
  /** At least in part. */
  readonly seesRecord: (record: RecordThing) => boolean;
  /** What it watches for too. */
  readonly seesRules: (record: RecordThing) => boolean;
}

const speaksOfNothing = ({ object }: AlertQuestion): boolean =>
  object.parties.length + object.feeds.length + object.records.length === 0;

export const ALERT_RULES: readonly Rule<AlertQuestion, 'yes' | 'no'>[] = [
  {
    name: 'alertOfUnknown',
    text: 'What an alert speaks of must be known, to decide about it.',
    verdict: 'no',
    test: ({ object }) => object.isUnknown,
  },
  {
    name: 'alertOfUnseenTrack',
    text: 'An alert tells where a track is and what it does: only to those who see each of its tracks whole. Every track of a distress counts as in distress, so a rescue coordination centre sees it.',
    verdict: 'no',
    test: ({ object, seesParty }) => !object.parties.every(seesParty),
  },
  {
    name: 'alertOfUnseenFeed',
    text: 'An alert about a feed or a sensor is for those who see the feed.',
    verdict: 'no',
    test: ({ object, seesFeed }) => !object.feeds.every(seesFeed),
  },
  {
    name: 'alertOfUnseenRecord',
    text: 'An alert about a zone, a patrol, a watch list or another record is for those who see that, at least in part.',
    verdict: 'no',
    test: ({ object, seesRecord }) => !object.records.every(seesRecord),
  },
  {
    name: 'alertByUnseenRule',
    text: 'An alert by a rule of a zone or by a watch list tells what is watched for, and of whom: it is for those who see that.',
    verdict: 'no',
    test: ({ object, seesRules }) => object.isByRule && !object.records.every(seesRules),
  },
  {
    name: 'alertOfSite',
    text: 'An alert about the system itself is for the site’s own agency.',
    verdict: 'no',
    test: (question) => speaksOfNothing(question) && !question.isHome,
  },
  {
    name: 'alertSeen',
    text: 'Whoever sees all that an alert speaks of sees the alert. What people of another service wrote of it, and who they are, is left out.',
    verdict: 'yes',
    test: () => true,
  },
];
