/**
 * The one plan that is being changed here, by board and form alike: what it was, what it is now, and what its checks
 * find, asked of the server while it changes. Nothing is saved before a person says so.
 */
import { create } from 'zustand';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Finding, Version } from '../../../proto/domain/operations/record.ts';
import { usePlanView } from '../../store/planview.ts';
import { usePresence } from '../../store/presence.ts';
import { useRecords } from '../../store/records.ts';
import { chooseRecord } from '../../store/view.ts';
import { whyNot } from '../records/whynot.ts';
import type { Services } from '../services.ts';
import { differing } from './compare.ts';

export interface Edited {
  /** Undefined: not entered yet. */
  readonly id: string | undefined;
  /** The version that it is changed upon, and what that said. */
  readonly upon: Version<'patrol'> | undefined;
  readonly value: Patrol;
}

export interface EditState {
  readonly edited: Edited | undefined;
  readonly findings: readonly Finding[];
  readonly checking: boolean;
  readonly saving: boolean;
  /** Why it was not saved. */
  readonly fault: string | undefined;
  /** Somebody else's version, which stands since. */
  readonly conflict: Version<'patrol'> | undefined;
}

const NOTHING: EditState = {
  edited: undefined,
  findings: [],
  checking: false,
  saving: false,
  fault: undefined,
  conflict: undefined,
};

export const useEdit = create<EditState>()(() => NOTHING);

type Asked = Pick<Services, 'checkRecord' | 'createRecord' | 'changeRecord'>;

/** A check waits so long for the next change, and is asked no more often while a bar is dragged. */
const CHECK_EVERY_MS = 350;

let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** Begins to change a patrol as it stands, or a new one. */
export function beginEdit(services: Asked, value: Patrol, upon?: Version<'patrol'>): void {
  useEdit.setState({ ...NOTHING, edited: { id: upon?.id, upon, value } });
  check(services);
}

/** The plan as it is now; a change of a patrol that is not open opens it. */
export function editTo(services: Asked, value: Patrol): void {
  const { edited } = useEdit.getState();
  if (edited === undefined) return;
  if (JSON.stringify(value) === JSON.stringify(edited.value)) return;
  useEdit.setState({ edited: { ...edited, value }, fault: undefined });
  check(services);
}

export function endEdit(): void {
  clearTimeout(timer);
  timer = undefined;
  asked += 1;
  useEdit.setState(NOTHING);
}

/** Whether anything would be lost. */
export const isChanged = ({ upon, value }: Edited): boolean =>
  upon === undefined || differing(upon.value, value).length > 0;

function check(services: Asked): void {
  useEdit.setState({ checking: true });
  timer ??= setTimeout(() => {
    timer = undefined;
    void askCheck(services);
  }, CHECK_EVERY_MS);
}

async function askCheck({ checkRecord }: Asked): Promise<void> {
  const { edited } = useEdit.getState();
  if (edited === undefined) return;
  asked += 1;
  const mine = asked;
  const answer = await checkRecord('patrol', edited.value, edited.id);
  // An answer about a plan that has changed since says nothing.
  if (mine !== asked) return;
  if (answer.ok) useEdit.setState({ findings: answer.value.findings, checking: false });
  else useEdit.setState({ checking: false, findings: answer.findings ?? [], fault: whyNot(answer) });
}

/** Saves it; true where it was. A conflict keeps both versions and asks. */
export async function saveEdit(services: Asked): Promise<boolean> {
  const { edited, saving } = useEdit.getState();
  if (edited === undefined || saving) return false;
  useEdit.setState({ saving: true, fault: undefined });
  const { id, upon, value } = edited;
  const answer =
    upon === undefined || id === undefined
      ? await services.createRecord('patrol', value)
      : await services.changeRecord('patrol', id, upon.version, value);
  if (answer.ok) {
    endEdit();
    chooseRecord({ kind: 'patrol', id: answer.value.record.id });
    return true;
  }
  const { current, findings } = answer;
  const conflict = current?.kind === 'patrol' ? (current as Version<'patrol'>) : undefined;
  useEdit.setState({
    saving: false,
    conflict,
    ...(findings !== undefined && { findings }),
    ...(conflict === undefined && { fault: whyNot(answer) }),
  });
  return false;
}

/** After a conflict: the plan as a person chose it, upon the version that stands. */
export function resolveConflict(services: Asked, value: Patrol): void {
  const { edited, conflict } = useEdit.getState();
  if (edited === undefined || conflict === undefined) return;
  useEdit.setState({ conflict: undefined, fault: undefined, edited: { ...edited, upon: conflict, value } });
  check(services);
}

/** The others see who has it open; of a plan that is not entered yet there is nothing to tell. */
const tellOthers = (id: string | undefined): void =>
  usePresence.setState({ mine: id === undefined ? null : { kind: 'patrol', id } });

/**
 * Tells the map what is being changed, and notices when somebody else changes the same; returns the way to stop. An
 * edit that changed nothing goes along with the new version.
 */
export function followEdit(services: Asked): () => void {
  const stopEdit = useEdit.subscribe(({ edited }, before) => {
    if (edited !== before.edited) usePlanView.setState({ edited: edited?.value });
    if (edited?.id !== before.edited?.id) tellOthers(edited?.id);
  });
  const stopRecords = useRecords.subscribe(({ tables }, before) => {
    const { edited, conflict, saving } = useEdit.getState();
    if (saving || edited?.upon === undefined || tables.patrol === before.tables.patrol) return;
    const now = tables.patrol.get(edited.upon.id);
    if (now === undefined || now.version <= (conflict ?? edited.upon).version) return;
    if (isChanged(edited)) useEdit.setState({ conflict: now });
    else beginEdit(services, now.value, now);
  });
  return () => {
    stopEdit();
    stopRecords();
  };
}
