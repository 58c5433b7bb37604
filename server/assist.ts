/** What is worked out of people's decisions and the picture together: findings, coverage, and orders to units. */
import type { Clock } from '../proto/domain/clock.ts';
import { epochMs } from '../proto/domain/units.ts';
import { systemClock } from './clock.ts';
import type { OpenDecisions } from './decisions.ts';
import { findings } from './operations/checks/findings.ts';
import { Lookahead } from './operations/checks/lookahead.ts';
import { CoverageBook } from './operations/coverage/book.ts';
import { Lookout } from './operations/coverage/lookout.ts';
import type { FindingsOf } from './operations/plans.ts';
import type { Records } from './operations/records.ts';
import { Orders } from './orders.ts';
import type { Pipeline } from './pipeline.ts';
import type { Assist } from './publish/routeoptions.ts';
import type { Picture } from './tracks/picture.ts';
import { unitPlaces } from './unitplaces.ts';

interface Joined {
  /** The picture's. */
  readonly clock: Clock;
  readonly picture: Picture;
  readonly pipelines: readonly Pipeline[];
  readonly decisions: OpenDecisions;
  /** Units are told that it is an exercise. */
  readonly exercise: boolean;
}

export interface OpenAssist extends Assist {
  readonly orders: Orders;
  /** About once a second. */
  tick(): void;
  /** Before the decisions are closed. */
  close(): void;
}

/** What the checks find of a plan, with units where their tracks are. */
export const findingsWith =
  (picture: Picture) =>
  (records: Records): FindingsOf => {
    const whereIs = unitPlaces(records, picture);
    return (kind, value, id) => findings(kind, value, records, systemClock.nowMs(), { id, whereIs });
  };

export function openAssist({ clock, picture, pipelines, decisions, exercise }: Joined): OpenAssist {
  const { database, records, plans } = decisions;
  const whereIs = unitPlaces(records, picture);
  const lookahead = new Lookahead({ records, clock: systemClock, whereIs });
  const coverage = new CoverageBook(database);
  const lookout = new Lookout(records, coverage, whereIs);
  const placeOf = (trackId: string) => {
    const slot = picture.slotOf(trackId);
    const { lat, lon } = picture.columns;
    return slot === undefined ? undefined : { lat: lat[slot]!, lon: lon[slot]! };
  };
  const heardOn = (cotUid: string) => {
    const slot = picture.slotNamed({ cotUid });
    return slot === undefined ? [] : picture.feedsOf(slot).feeds;
  };
  const orders = new Orders({ records, plans, clock, pipelines, placeOf, heardOn, exercise });
  return {
    whereIs,
    coverage,
    orders,
    findings: (fromMs, untilMs) => lookahead.findings(fromMs, untilMs),
    tick() {
      orders.tick();
      lookout.tick(epochMs(clock.nowMs()));
    },
    close() {
      orders.stop();
      coverage.save(clock.nowMs(), true);
    },
  };
}
