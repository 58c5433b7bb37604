/** What is asked of the archive, what it answered, and what of the answer is looked at. */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';
import type {
  Answer,
  ArchiveSummary,
  FoundRow,
  Histogram,
  Question,
  TrackPoints,
} from '../../proto/domain/record/questions.ts';

/** How a question stands. */
export type Asked =
  | { readonly state: 'none' }
  | { readonly state: 'asking'; readonly progress: number | undefined; readonly sinceMs: number }
  | { readonly state: 'failed'; readonly what: string; readonly remedy: string | undefined }
  | { readonly state: 'done'; readonly answer: Answer };

export interface FindState {
  readonly question: Question | undefined;
  readonly purpose: string;
  /** The server's name for it: files are made of it. */
  readonly id: string | undefined;
  readonly asked: Asked;
  /** The chosen row or cell, by its place in the answer. */
  readonly chosen: number | undefined;
  /** Ways on the map are coloured by this. */
  readonly colourBy: 'speed' | 'time';
  /** Of a density: the part that is shown, as `DensityCell.of`; undefined: all together. */
  readonly part: string | undefined;
  /** What of the answer the map shows. */
  readonly onMap: boolean;
}

export const useFind = create<FindState>()(() => ({
  question: undefined,
  purpose: '',
  id: undefined,
  asked: { state: 'none' },
  chosen: undefined,
  colourBy: 'speed',
  part: undefined,
  onMap: true,
}));

/** What the archive holds, as this page knows it. */
export interface ArchiveState {
  readonly summary: ArchiveSummary | undefined;
  /** Why it is not known: the query process is down, or nothing is recorded. */
  readonly fault: { readonly what: string; readonly remedy: string | undefined } | undefined;
  /** The server keeps nothing: it has no archive to ask. */
  readonly isOff: boolean;
  readonly histogram: Histogram | undefined;
  /** Of the tracks whose charts or ways are shown, over the time that was asked for. */
  readonly points: ReadonlyMap<TrackId, TrackPoints>;
}

export const useArchive = create<ArchiveState>()(() => ({
  summary: undefined,
  fault: undefined,
  isOff: false,
  histogram: undefined,
  points: new Map(),
}));

export const answerOf = ({ asked }: Pick<FindState, 'asked'>): Answer | undefined =>
  asked.state === 'done' ? asked.answer : undefined;

/** The chosen row; undefined where none, or a cell, is. */
export const chosenRow = (state: Pick<FindState, 'asked' | 'chosen'>): FoundRow | undefined =>
  state.chosen === undefined ? undefined : answerOf(state)?.rows[state.chosen];

/** The answer goes: another question, or another person. */
export const forgetAnswer = (): void =>
  useFind.setState({ id: undefined, asked: { state: 'none' }, chosen: undefined, part: undefined });

export const forgetArchive = (): void => {
  forgetAnswer();
  useFind.setState({ question: undefined, purpose: '' });
  useArchive.setState({
    summary: undefined,
    fault: undefined,
    isOff: false,
    histogram: undefined,
    points: new Map(),
  });
};
