/** What the query process can be asked: a name, how it is answered. */
import type { Line } from './line.ts';
import type { Past } from './sources.ts';

/** What came of it: JSON, and columns where it has many numbers. */
export interface Reply {
  readonly json: string;
  /** Little-endian. */
  readonly columns?: readonly Uint8Array[];
}

/** With what a question works. */
export interface Asked {
  readonly line: Line;
  /** The archive and the tail, the same from the question’s beginning to its end. */
  readonly past: Past;
  /** How far it is, 0…1, where it knows. */
  readonly tell: (share: number) => void;
}

/** Throws a `QueryFault`, or as DuckDB does. */
export type Answering = (asked: Asked, params: unknown) => Promise<Reply>;

export const asReply = (answer: unknown): Reply => ({ json: JSON.stringify(answer) });
