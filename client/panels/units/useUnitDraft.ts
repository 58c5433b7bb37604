/** The unit that is being written on this page; it waits while other things are looked at. */
import { create } from 'zustand';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { chooseRecord } from '../../store/view.ts';
import { newUnit, type UnitDraft, unitDraftOf } from './unitdraft.ts';

interface UnitDraftState {
  readonly draft: UnitDraft | undefined;
  /** As it was begun. */
  readonly begun: UnitDraft | undefined;
  readonly conflict: Version<'unit'> | undefined;
  /** What was written would be lost: a person is asked. */
  readonly leaving: boolean;
}

const NOTHING: UnitDraftState = { draft: undefined, begun: undefined, conflict: undefined, leaving: false };

export const useUnitDraft = create<UnitDraftState>()(() => NOTHING);

export const changeUnit = (change: Partial<UnitDraft>): void =>
  useUnitDraft.setState(({ draft }) => (draft === undefined ? {} : { draft: { ...draft, ...change } }));

/** A new one; one that is being written already is gone on with. */
export function beginUnit(agency: AgencyId): void {
  chooseRecord(undefined);
  const { draft } = useUnitDraft.getState();
  if (draft === undefined) begin(newUnit(agency));
}

/** Writes at a unit as it stands; at another one only once what is written is saved or thrown away. */
export function editUnit(unit: Version<'unit'>): boolean {
  const { draft } = useUnitDraft.getState();
  if (draft !== undefined && draft.upon?.id !== unit.id && !isUntouched()) return false;
  begin(unitDraftOf(unit));
  return true;
}

const begin = (draft: UnitDraft): void => useUnitDraft.setState({ ...NOTHING, draft, begun: draft });

/** Goes on upon somebody else's version, with what a person chose of both. */
export const goOnUpon = (unit: Version<'unit'>): void =>
  useUnitDraft.setState({ draft: unitDraftOf(unit), conflict: undefined });

export const endUnit = (): void => useUnitDraft.setState(NOTHING);

const isUntouched = (): boolean => {
  const { draft, begun } = useUnitDraft.getState();
  return JSON.stringify(draft) === JSON.stringify(begun);
};

/** At once where nothing would be lost. */
export function leaveUnit(): void {
  if (isUntouched()) endUnit();
  else useUnitDraft.setState({ leaving: true });
}
