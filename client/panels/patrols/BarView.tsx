/** One patrol on the board. Its place is two properties, so that the board moves without drawing it anew. */
import type { CSSProperties, ReactNode } from 'react';
import { useWords, type Words } from '../../messages/words.ts';
import { type Tables, useRecords } from '../../store/records.ts';
import { formatMomentUtc } from '../../ui/format.ts';
import type { Bar } from './boardrows.ts';
import { minutes } from './boardtime.ts';
import { recordName } from './findingwords.ts';
import { StateSign } from './StateSign.tsx';
import { agencyShort } from './usePlan.ts';

export interface BarViewProps {
  readonly bar: Bar;
  readonly lane: number;
  /** What the drawn part of time begins with. */
  readonly originMs: number;
  readonly rowId: string;
  readonly rows: 'units' | 'sectors';
  readonly chosen: boolean;
}

export const barDomId = (rowId: string, barId: string): string => `bar-${rowId}-${barId}`;

/** Where something stands in time, for the styles. */
export const placed = (originMs: number, fromMs: number, untilMs = fromMs): CSSProperties =>
  ({ '--at': minutes(fromMs - originMs), '--len': minutes(untilMs - fromMs) }) as CSSProperties;

/** In a unit's row the sectors say more than the unit; in a sector's row the units. */
export function barWords(tables: Tables, { patrol }: Bar, rows: 'units' | 'sectors'): string {
  const names =
    rows === 'units'
      ? patrol.sectorIds.map((id) => recordName(tables, 'sector', id))
      : patrol.unitIds.map((id) => recordName(tables, 'unit', id));
  return names.filter((name) => name !== undefined).join(', ');
}

export function barLabel(t: Words, tables: Tables, { patrol, edited }: Bar): string {
  const { title, state, fromMs, untilMs, lead, parties } = patrol;
  const bar = t('board.bar', {
    title,
    state: t(`patrol.state.${state}`),
    from: formatMomentUtc(fromMs),
    until: formatMomentUtc(untilMs),
  });
  const agencies = [lead, ...parties.map(({ agency }) => agency)].map((id) => agencyShort(t, tables, id));
  const joint = parties.length === 0 ? '' : `, ${t('board.bar.joint', { agencies: agencies.join(' + ') })}`;
  return edited ? t('board.bar.edited', { bar: bar + joint }) : bar + joint;
}

export function BarView({ bar, lane, originMs, rowId, rows, chosen }: BarViewProps): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const { patrol } = bar;
  const label = barLabel(t, tables, bar);
  return (
    <button
      type="button"
      id={barDomId(rowId, bar.id)}
      tabIndex={-1}
      aria-pressed={chosen}
      title={label}
      className="bar"
      data-state={patrol.state}
      data-joint={patrol.parties.length > 0}
      data-edited={bar.edited}
      data-chosen={chosen}
      style={{ ...placed(originMs, bar.fromMs, bar.untilMs), '--lane': lane } as CSSProperties}
    >
      <span className="bar-text">
        <StateSign state={patrol.state} />
        {patrol.parties.length === 0 ? null : (
          <span className="bar-joint num">
            {[patrol.lead, ...patrol.parties.map(({ agency }) => agency)]
              .map((id) => agencyShort(t, tables, id))
              .join(' + ')}
          </span>
        )}
        <strong>{patrol.title}</strong>
        <span className="bar-more">{barWords(tables, bar, rows)}</span>
        <span className="bar-state">{t(`patrol.state.${patrol.state}`)}</span>
        {/* What is written is part of the name, so that it can be said to the machine as it stands. */}
        <span className="for-screen-readers">
          {t('findings.from', {
            from: formatMomentUtc(patrol.fromMs),
            until: formatMomentUtc(patrol.untilMs),
          })}
          {bar.edited ? `, ${t('patrol.unsaved')}` : ''}
        </span>
      </span>
    </button>
  );
}
