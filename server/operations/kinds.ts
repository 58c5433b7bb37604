/** The rules of every kind of record. */
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import type { KindRules } from './kind.ts';
import { agencyRules } from './kinds/agency.ts';
import { agreementRules } from './kinds/agreement.ts';
import { crossingPointRules } from './kinds/crossingpoint.ts';
import { detectionRules } from './kinds/detection.ts';
import { patrolRules } from './kinds/patrol.ts';
import { personRules } from './kinds/person.ts';
import { releaseRules } from './kinds/release.ts';
import { sectorRules } from './kinds/sector.ts';
import { taskRules } from './kinds/task.ts';
import { unitRules } from './kinds/unit.ts';
import { watchListRules } from './kinds/watchlist.ts';
import { zoneRules } from './kinds/zone.ts';

export type Kinds = { readonly [K in RecordKind]: KindRules<K> };

export const KINDS: Kinds = {
  agency: agencyRules,
  person: personRules,
  agreement: agreementRules,
  release: releaseRules,
  zone: zoneRules,
  crossingPoint: crossingPointRules,
  unit: unitRules,
  sector: sectorRules,
  patrol: patrolRules,
  task: taskRules,
  watchList: watchListRules,
  detection: detectionRules,
};
