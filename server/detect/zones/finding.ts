/** What is told of something and a zone. */
import type { Clue, Measure } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Finding, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { isImage } from './image.ts';
import type { RuleInForce, ZoneInForce } from './zonesinforce.ts';

interface Told {
  readonly onsetMs: number;
  readonly measured: Measure;
  readonly threshold: Measure;
  readonly evidence: readonly Clue[];
  readonly place?: LatLon;
  readonly holdsMs?: number;
  /** After the thing and the zone, where one of each can do more than one thing. */
  readonly part?: string;
}

/** Raises it, and says under which name; undefined: it is the image of another, and nothing is raised. */
export function tell(
  watch: Watch,
  kind: AlertKind,
  thing: Thing,
  zone: ZoneInForce,
  { path, rule }: RuleInForce,
  { onsetMs, measured, threshold, evidence, place, holdsMs, part }: Told,
): string | undefined {
  if (isImage(watch, thing)) return undefined;
  const priority = zone.priority(rule, kind, watch);
  const name = `${thing.name}|${zone.id}${part === undefined ? '' : `|${part}`}`;
  const finding: Finding = {
    name,
    kind,
    things: [thing],
    about: { zoneId: zone.id },
    ...(place && { place }),
    onsetMs,
    provedMs: thing.ms,
    rule: path,
    measured,
    threshold,
    evidence: [
      { what: 'zone', text: zone.zone.name },
      ...evidence,
      ...(zone.isCritical ? [{ what: 'criticalTime' }] : []),
      ...(rule.note === undefined ? [] : [{ what: 'ruleNote', text: rule.note }]),
    ],
    ...(priority && { priority }),
    ...(holdsMs !== undefined && { holdsMs, outlasts: true as const }),
  };
  watch.raise(finding);
  return name;
}

/** Speed and course, where they are known. */
export const motionClues = ({ sogKn, cogDeg }: Thing): readonly Clue[] => [
  ...(Number.isNaN(sogKn) ? [] : [{ what: 'speed', measure: { value: sogKn, unit: 'kn' } } as const]),
  ...(Number.isNaN(cogDeg) ? [] : [{ what: 'course', measure: { value: cogDeg, unit: 'deg' } } as const]),
];
