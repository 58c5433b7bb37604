/** From when to when, typed in UTC, with this screen's time beside it. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { formatClockLocal, formatFullMomentUtc, formatZoneOffset } from '../../ui/format.ts';
import { SHORTEST_MS } from './drag.ts';
import { spanWords } from './findingwords.ts';
import type { PartProps } from './partprops.ts';
import { DAY_MS } from './timescale.ts';
import { parseWhen } from './when.ts';

export function PeriodFields({ patrol, onChange }: PartProps): ReactNode {
  const t = useWords();
  const from = useId();
  const until = useId();
  const hint = useId();
  const [said, setSaid] = useState({
    from: formatFullMomentUtc(patrol.fromMs),
    until: formatFullMomentUtc(patrol.untilMs),
  });
  // Written anew where it is, when the plan's time was changed: a field that is typed in keeps the keyboard.
  useEffect(
    () => setSaid({ from: formatFullMomentUtc(patrol.fromMs), until: formatFullMomentUtc(patrol.untilMs) }),
    [patrol.fromMs, patrol.untilMs],
  );
  const fromMs = parseWhen(said.from, Math.floor(patrol.fromMs / DAY_MS) * DAY_MS);
  const untilMs = parseWhen(said.until, fromMs ?? patrol.fromMs);
  const ordered = fromMs !== undefined && untilMs !== undefined && untilMs - fromMs >= SHORTEST_MS;
  // What is typed is taken when the field is left, so that half a time changes nothing.
  const take = (): void => {
    if (ordered) onChange({ ...patrol, fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) });
  };
  const wrong =
    fromMs === undefined || untilMs === undefined
      ? t('patrol.time.wrong')
      : ordered
        ? undefined
        : t('patrol.time.order');
  const field = (id: string, name: 'from' | 'until') => (
    <div className="report-field" data-wrong={wrong !== undefined}>
      <label className="label" htmlFor={id}>
        {t(`patrol.${name}`)}
      </label>
      <input
        id={id}
        className="field num"
        value={said[name]}
        maxLength={30}
        aria-describedby={hint}
        aria-invalid={wrong !== undefined}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          take();
        }}
      />
    </div>
  );
  return (
    <section className="card-section">
      <div className="plan-pair">
        {field(from, 'from')}
        {field(until, 'until')}
      </div>
      <p id={hint} className="quiet report-said">
        {wrong ??
          t('patrol.local', {
            from: formatClockLocal(patrol.fromMs),
            until: formatClockLocal(patrol.untilMs),
            offset: formatZoneOffset(-new Date(patrol.fromMs).getTimezoneOffset()),
            span: spanWords(patrol.fromMs, patrol.untilMs),
          })}
      </p>
    </section>
  );
}
