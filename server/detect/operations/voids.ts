/** A sector or crossing point that needs a unit and has none that suits, as the checks of the plans found. */
import { UNCOVERED } from '../../../proto/domain/alert/thresholds/operations.table.ts';
import type { PlanVoid } from '../../../proto/domain/detecting.ts';
import type { OpenDetector, Watch } from '../detector.ts';

const KINDS = { sector: 'sectorUncovered', crossingPoint: 'crossingUncovered' } as const;

export const voids: OpenDetector = (watch) => {
  let told: readonly PlanVoid[] = [];
  return {
    name: 'voids',
    tick(nowMs) {
      const now = (watch.system.voids?.() ?? []).filter(
        ({ fromMs, untilMs }) => nowMs >= fromMs && nowMs < untilMs,
      );
      for (const { kind, id } of told)
        if (!now.some((one) => one.kind === kind && one.id === id)) watch.clear(KINDS[kind], id);
      for (const one of now) tell(watch, one, nowMs);
      told = now;
    },
  };
};

function tell(watch: Watch, { kind, id, fromMs, untilMs }: PlanVoid, nowMs: number): void {
  const { afterS } = watch.values(UNCOVERED);
  const sinceS = (nowMs - fromMs) / 1000;
  if (sinceS < afterS) return;
  const place = kind === 'crossingPoint' ? watch.records.get('crossingPoint', id)?.value.place : undefined;
  watch.raise({
    name: id,
    kind: KINDS[kind],
    things: [],
    about: kind === 'sector' ? { sectorId: id } : { crossingPointId: id },
    ...(place && { place }),
    onsetMs: fromMs,
    rule: 'uncovered.afterS',
    measured: { value: sinceS, unit: 's' },
    threshold: { value: afterS, unit: 's' },
    evidence: [
      { what: 'withoutUnitSince', atMs: fromMs },
      { what: 'withoutUnitUntil', atMs: untilMs },
    ],
  });
}
