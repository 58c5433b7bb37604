/** Where AIS is heard: the share of due reports that came, learned by place and class of transmitter. */
import type { TransmitterClass } from './contract.ts';

const CELL_M = 10_000;
/** Cells that are remembered; a further place is taken for the average. */
const LIMIT = 16_384;
/** Reports due that a cell starts with, heard at the average's rate; and that it remembers. */
const PRIOR_DUE = 20;
const MEMORY_DUE = 2000;
/** Before anything was heard. */
const FIRST_RATE = 0.9;
/** A gap longer than this is silence, not reception. */
const LONGEST_GAP = 4;

interface Heard {
  due: number;
  heard: number;
}

export class Reception {
  readonly #cells = new Map<number, Heard>();
  readonly #all: Record<TransmitterClass, Heard> = {
    A: { due: PRIOR_DUE, heard: FIRST_RATE * PRIOR_DUE },
    B: { due: PRIOR_DUE, heard: FIRST_RATE * PRIOR_DUE },
    other: { due: PRIOR_DUE, heard: FIRST_RATE * PRIOR_DUE },
  };

  /** A report came `gapMs` after the one before it; one was due every `intervalMs`. */
  hear(x: number, y: number, transmitter: TransmitterClass, gapMs: number, intervalMs: number): void {
    const due = Math.max(1, Math.round(gapMs / intervalMs));
    if (!(gapMs > 0) || due > LONGEST_GAP) return;
    count(this.#all[transmitter], due);
    const key = keyOf(x, y, transmitter);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      if (this.#cells.size >= LIMIT) return;
      cell = { due: 0, heard: 0 };
      this.#cells.set(key, cell);
    }
    count(cell, due);
  }

  /** One that was counted as missing came after all, out of order. */
  hearLate(x: number, y: number, transmitter: TransmitterClass): void {
    for (const heard of [this.#all[transmitter], this.#cells.get(keyOf(x, y, transmitter))])
      if (heard !== undefined) heard.heard = Math.min(heard.due, heard.heard + 1);
  }

  /** Chance that one report from there is heard. */
  rate(x: number, y: number, transmitter: TransmitterClass): number {
    const all = this.#all[transmitter];
    const average = all.heard / all.due;
    const cell = this.#cells.get(keyOf(x, y, transmitter));
    if (cell === undefined) return average;
    return (cell.heard + PRIOR_DUE * average) / (cell.due + PRIOR_DUE);
  }

  /** Chance that a transmitter there would have been heard at least once in a time. */
  expected(x: number, y: number, transmitter: TransmitterClass, timeMs: number, intervalMs: number): number {
    const due = Math.max(0, Math.floor(timeMs / intervalMs));
    return 1 - (1 - this.rate(x, y, transmitter)) ** due;
  }
}

function count(cell: Heard, due: number): void {
  if (cell.due > MEMORY_DUE) {
    cell.due *= 0.5;
    cell.heard *= 0.5;
  }
  cell.due += due;
  cell.heard += 1;
}

/** Class, column and row in one number; places 655,360 km apart share a cell. */
function keyOf(x: number, y: number, transmitter: TransmitterClass): number {
  const column = Math.floor(x / CELL_M) & 0xffff;
  const row = Math.floor(y / CELL_M) & 0xffff;
  return (column * 65_536 + row) * 3 + (transmitter === 'A' ? 0 : transmitter === 'B' ? 1 : 2);
}
