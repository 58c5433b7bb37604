/** A happening as one line of `watchfloor detect`. */
import type { Condition, Happening } from '../../proto/domain/alert/alert.ts';

export interface AlertPart {
  readonly kind: Condition['kind'];
  readonly priority: Condition['priority'];
  readonly onsetMs: number;
  readonly rule: string;
  readonly measured: Condition['measured'];
  readonly threshold: Condition['threshold'];
}

/** What is not known is not there. Times are epoch milliseconds of the data; MMSIs have nine digits. */
export interface AlertLine extends AlertPart {
  readonly id: string;
  readonly trackIds: readonly string[];
  readonly mmsis: readonly string[];
  readonly raisedMs: number;
  readonly provedMs: number;
  readonly clearedMs?: number;
  readonly ending?: Happening['ending'];
  readonly why?: string;
  readonly evidence: Condition['evidence'];
  readonly place?: Condition['place'];
  readonly about?: Condition['about'];
  readonly parts: readonly AlertPart[];
}

const partOf = ({ kind, priority, onsetMs, rule, measured, threshold }: Condition): AlertPart => ({
  ...{ kind, priority, onsetMs, rule, measured, threshold },
});

export function alertLine(happening: Happening): AlertLine {
  const { id, lead, parts, priority, onsetMs, raisedMs, endedMs, ending, why } = happening;
  const parties = [lead, ...parts].flatMap((condition) => condition.parties);
  const mmsis = parties.flatMap(({ mmsi }) => (mmsi === undefined ? [] : [mmsi]));
  return {
    ...{ id, kind: lead.kind, priority },
    trackIds: [...new Set(parties.map(({ trackId }) => trackId))],
    mmsis: [...new Set(mmsis)],
    ...{ onsetMs, raisedMs, provedMs: lead.provedMs },
    ...(endedMs !== undefined && { clearedMs: endedMs }),
    ...(ending !== undefined && { ending }),
    ...(why !== undefined && { why }),
    ...{ rule: lead.rule, measured: lead.measured, threshold: lead.threshold, evidence: lead.evidence },
    ...(lead.place && { place: lead.place }),
    ...(Object.keys(lead.about).length > 0 && { about: lead.about }),
    parts: parts.map(partOf),
  };
}
