/** The board's rows from what is known, and the findings of the time that is shown. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { create } from 'zustand';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import { UNIT_KINDS, type Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { useWords, type Words } from '../../messages/words.ts';
import { type Tables, useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { keptRows, type Row, sectorRows, unitRows } from './boardrows.ts';
import { boardNowMs } from './boardtime.ts';
import { useEdit } from './edit.ts';
import { DAY_MS, shownSpan } from './timescale.ts';

export interface FindingsState {
  readonly findings: readonly Finding[];
  readonly fault: string | undefined;
}

/** Findings of the saved plans; written by {@link useAskFindings}. */
export const useFindings = create<FindingsState>()(() => ({ findings: [], fault: undefined }));

/** What filters the rows. */
export const useRowFilter = create<{ readonly text: string; readonly busyOnly: boolean }>()(() => ({
  text: '',
  busyOnly: false,
}));

/** Findings change with plans and with time: asked again after a change, and so often without. */
const ASK_EVERY_MS = 60_000;
const ASK_AFTER_MS = 800;

export function useAskFindings(): void {
  const { exchange } = useServices();
  const revision = useRecords((records) => records.revision);
  const [turn, setTurn] = useState(0);
  // Whole days, so that a hand that moves the board does not ask with every pixel.
  const from = useView(({ board }) => Math.floor(shownSpan(board, boardNowMs()).fromMs / DAY_MS));
  const days = useView(({ board }) => Math.ceil(board.spanMs / DAY_MS) + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of plans and the passing of time ask again
  useEffect(() => {
    let gone = false;
    const ask = setTimeout(async () => {
      const answer = await exchange<{ readonly findings: readonly Finding[] }>(
        'GET',
        `/api/findings?from=${from * DAY_MS}&until=${(from + days) * DAY_MS}`,
      );
      if (gone) return;
      useFindings.setState(
        answer.ok ? { findings: answer.value.findings, fault: undefined } : { fault: whyNot(answer) },
      );
    }, ASK_AFTER_MS);
    const again = setTimeout(() => setTurn(turn + 1), ASK_EVERY_MS);
    return () => {
      gone = true;
      clearTimeout(ask);
      clearTimeout(again);
    };
  }, [exchange, revision, turn, from, days]);
}

/** `XA CG`: country and service, short enough for a bar. The id where the agency is not known here. */
export function agencyShort(t: Words, tables: Tables, id: AgencyId): string {
  const agency = tables.agency.get(id)?.value;
  return agency === undefined ? id : `${agency.country} ${t(`service.short.${agency.service}`)}`;
}

export const agencyName = (tables: Tables, id: AgencyId): string => tables.agency.get(id)?.value.name ?? id;

/** A unit's line below its call sign: whose it is, what it is. */
export const unitWords = (t: Words, tables: Tables, unit: Unit): string =>
  `${agencyShort(t, tables, unit.marking.owner)} · ${t(`unit.kind.${unit.kind}`)}`;

export function useRows(): readonly Row[] {
  const t = useWords();
  const what = useView((view) => view.board.rows);
  const tables = useRecords((records) => records.tables);
  const own = useSession((session) => session.me?.agency);
  const edited = useEdit((edit) => edit.edited);
  const findings = useFindings((state) => state.findings);
  const { text, busyOnly } = useRowFilter();
  const { unit, sector, patrol, task, agency } = tables;
  const before = useRef<readonly Row[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tables change nothing here, and change often
  return useMemo(() => {
    const sources = {
      units: unit.values(),
      sectors: sector.values(),
      patrols: patrol.values(),
      tasks: task.values(),
      findings,
      edited,
      filter: text,
      busyOnly,
      // Our own first, then by kind.
      unitRank: ({ marking, kind }: Unit) =>
        (marking.owner === own ? 0 : UNIT_KINDS.length) + UNIT_KINDS.indexOf(kind),
      unitWords: (value: Unit) => unitWords(t, tables, value),
      sectorWords: ({ marking }: { marking: { owner: AgencyId } }) => agencyShort(t, tables, marking.owner),
    };
    const now =
      what === 'units'
        ? unitRows(sources, t('board.withoutUnit'))
        : sectorRows(sources, t('board.withoutSector'));
    before.current = keptRows(before.current, now);
    return before.current;
  }, [t, what, unit, sector, patrol, task, agency, findings, edited, text, busyOnly, own]);
}
