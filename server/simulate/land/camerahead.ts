/** A camera on its pan head: turns to where it is told, stays a while, goes back. */
import { turnBetween, wrapDirection } from '../../../proto/domain/geo.ts';
import type { NodePlan } from '../scenarioland.ts';
import { inSector } from '../sensing/earth.ts';

/** After a task nobody renews it goes back to where it looked before. */
const STAYS_MS = 90_000;
const THERE_DEG = 0.05;
const DEFAULT_VIEW = { azimuthDeg: 0, widthDeg: 10 };

export class CameraHead {
  azimuthDeg: number;
  readonly widthDeg: number;
  private readonly plan: NodePlan;
  private wantedDeg: number;
  private task: { readonly id: string; arrivedMs?: number } | undefined;

  constructor(plan: NodePlan) {
    this.plan = plan;
    const { azimuthDeg, widthDeg } = plan.view ?? DEFAULT_VIEW;
    this.azimuthDeg = azimuthDeg;
    this.wantedDeg = azimuthDeg;
    this.widthDeg = widthDeg;
  }

  get activeTask(): string | undefined {
    return this.task?.id;
  }

  /** Why it cannot look there; undefined: it begins to turn, and what it was told before is given up. */
  look(taskId: string, azimuthDeg: number, rangeM: number): { refused?: string; gaveUp?: string } {
    if (this.plan.sector !== undefined && !inSector(azimuthDeg, this.plan.sector))
      return { refused: 'out of the sector over which the camera can turn' };
    if (rangeM > 2 * this.plan.rangeM) return { refused: 'too far away to be seen' };
    const before = this.task?.arrivedMs === undefined ? this.task?.id : undefined;
    this.task = { id: taskId };
    this.wantedDeg = azimuthDeg;
    return before === undefined ? {} : { gaveUp: before };
  }

  /** Whether there was such a task to end. */
  stop(taskId: string): boolean {
    if (this.task?.id !== taskId) return false;
    this.goHome();
    return true;
  }

  /** One second; whether it moved, and what became of its task. */
  step(nowMs: number): { moved: boolean; arrived?: string } {
    const turn = turnBetween(this.azimuthDeg, this.wantedDeg);
    const most = this.plan.turnDegPerS ?? 10;
    const moved = Math.abs(turn) > THERE_DEG;
    if (moved) this.azimuthDeg = wrapDirection(this.azimuthDeg + Math.max(-most, Math.min(most, turn)));
    const { task } = this;
    if (task === undefined) return { moved };
    if (task.arrivedMs === undefined) {
      if (Math.abs(turn) > most) return { moved };
      task.arrivedMs = nowMs;
      return { moved, arrived: task.id };
    }
    if (nowMs - task.arrivedMs > STAYS_MS) this.goHome();
    return { moved };
  }

  private goHome(): void {
    this.task = undefined;
    this.wantedDeg = (this.plan.view ?? DEFAULT_VIEW).azimuthDeg;
  }
}
