/** What is known of names now: sentences and evidence are made of them. */
import type { Tables } from '../../store/records.ts';

export interface Names {
  readonly tables: Pick<
    Tables,
    'agency' | 'zone' | 'sector' | 'crossingPoint' | 'unit' | 'patrol' | 'task' | 'watchList'
  >;
  sensor(id: string): string | undefined;
  feed(id: string): string | undefined;
}
