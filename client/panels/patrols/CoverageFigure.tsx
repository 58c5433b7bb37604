/** How much of a sector was seen, against what was planned: a figure, bars over time, and the map where it is asked. */
import { type ReactNode, useEffect, useState } from 'react';
import type { PatrolCoverage, SectorCoverage } from '../../../proto/domain/operations/assist.ts';
import { useWords } from '../../messages/words.ts';
import { coverageSteps } from '../../store/coveragesteps.ts';
import { usePlanView } from '../../store/planview.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAge, formatKm2, formatMomentUtc, formatPercent } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';

/** It grows by what units see: asked again so often while it is looked at. */
const ASK_EVERY_MS = 10_000;

interface CoverageFigureProps {
  readonly of: 'patrol' | 'sector';
  readonly id: string;
}

export function CoverageFigure({ of, id }: CoverageFigureProps): ReactNode {
  const t = useWords();
  const { answer, fault } = useCoverage(of, id);
  const shown = usePlanView((plan) => plan.coverage.length > 0);
  const [wanted, setWanted] = useState(shown);
  const sectors = answer?.sectors ?? [];
  useOnMap(wanted ? sectors : []);
  return (
    <section className="card-section plan-cover" aria-label={t('cover.label')}>
      <header>
        <h3>{t('cover.label')}</h3>
        <Button label={t('cover.map')} aria-pressed={wanted} onClick={() => setWanted(!wanted)} />
      </header>
      {fault === undefined ? null : <p className="card-fault">{t('cover.failed', { reason: fault })}</p>}
      {answer === undefined && fault === undefined ? <p className="quiet">{t('cover.none')}</p> : null}
      {answer === undefined || answer.missedMs === 0 ? null : (
        <p>
          {t('cover.notDone', { missed: formatAge(answer.missedMs), planned: formatAge(answer.plannedMs) })}
        </p>
      )}
      {sectors.map((sector) => (
        <OneSector key={sector.sectorId} sector={sector} />
      ))}
      {wanted && sectors[0] !== undefined ? <CellLegend sector={sectors[0]} /> : null}
    </section>
  );
}

/** Less than half a per cent is shown as none. */
const LEAST = 0.005;

function OneSector({ sector }: { readonly sector: SectorCoverage }): ReactNode {
  const t = useWords();
  const { achievedShare, plannedShare, areaM2, name, atMs, sinceMs, cells } = sector;
  const words = { achieved: formatPercent(achievedShare), planned: formatPercent(plannedShare) };
  const short = plannedShare - achievedShare;
  const state =
    plannedShare < LEAST
      ? t('cover.unplanned')
      : short > LEAST
        ? t('cover.short', { share: formatPercent(short) })
        : t('cover.met');
  return (
    <div className="plan-cover-one">
      <p className="plan-cover-figure">
        <strong className="num">{t('cover.figure', words)}</strong>
        <span className="quiet num">{state}</span>
      </p>
      <div className="plan-meter" aria-hidden="true">
        <span className="plan-meter-done" style={{ inlineSize: `${achievedShare * 100}%` }} />
        <span className="plan-meter-plan" style={{ insetInlineStart: `${plannedShare * 100}%` }} />
      </div>
      <p className="quiet num">
        {t('cover.area', { area: formatKm2(areaM2), sector: name })} ·{' '}
        {t('cover.at', { time: formatMomentUtc(atMs) })}
      </p>
      {cells.some(({ lastSeenMs }) => lastSeenMs !== undefined) ? null : (
        <p className="num">{t('cover.never', { time: formatMomentUtc(sinceMs) })}</p>
      )}
      <Bars sector={sector} />
    </div>
  );
}

const WIDTH = 300;
const HEIGHT = 48;
/** Bars at most: of more samples every so manieth is drawn. */
const MOST_BARS = 60;

/** Achieved as bars, planned as a line over them. */
function Bars({ sector: { samples } }: { readonly sector: SectorCoverage }): ReactNode {
  const t = useWords();
  const step = Math.max(1, Math.ceil(samples.length / MOST_BARS));
  const drawn = samples.filter((_, i) => (samples.length - 1 - i) % step === 0);
  const first = drawn[0];
  const last = drawn.at(-1);
  if (first === undefined || last === undefined || drawn.length < 2) return null;
  const wide = WIDTH / drawn.length;
  const y = (share: number): number => HEIGHT - share * HEIGHT;
  const label = t('cover.overTime', {
    achieved: formatPercent(last.achieved),
    planned: formatPercent(last.planned),
  });
  return (
    <figure className="plan-bars">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {drawn.map(({ atMs, achieved }, i) => (
          <rect
            key={atMs}
            x={i * wide + wide * 0.1}
            y={y(achieved)}
            width={wide * 0.8}
            height={achieved * HEIGHT}
          />
        ))}
        <path
          d={drawn
            .map(({ planned }, i) => `${i === 0 ? 'M' : 'L'}${i * wide} ${y(planned)}H${(i + 1) * wide}`)
            .join('')}
        />
      </svg>
      <figcaption className="chart-times num">
        <span>{t('cover.at', { time: formatMomentUtc(first.atMs) })}</span>
        <span>{t('cover.at', { time: formatMomentUtc(last.atMs) })}</span>
      </figcaption>
    </figure>
  );
}

/** What the cells on the map mean: the same steps of hatching as there. */
function CellLegend({ sector }: { readonly sector: SectorCoverage }): ReactNode {
  const t = useWords();
  return (
    <ul className="plan-cells" aria-label={t('cover.legend')}>
      <li className="label">{t('cover.legend')}</li>
      {coverageSteps(sector.coveredForMin).map((withinMs, i) => (
        <li key={withinMs}>
          <span className="plan-cell" data-step={i} />
          {t('cover.legend.within', { age: formatAge(withinMs) })}
        </li>
      ))}
      <li>
        <span className="plan-cell" data-step="old" />
        {t('cover.legend.older')}
      </li>
      <li>
        <span className="plan-cell" data-step="never" />
        {t('cover.legend.never')}
      </li>
    </ul>
  );
}

function useCoverage(
  of: 'patrol' | 'sector',
  id: string,
): { readonly answer: PatrolCoverage | undefined; readonly fault: string | undefined } {
  const { exchange } = useServices();
  const [answer, setAnswer] = useState<PatrolCoverage>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    let gone = false;
    const ask = async (): Promise<void> => {
      const said = await exchange<PatrolCoverage | SectorCoverage>(
        'GET',
        `/api/${of}s/${encodeURIComponent(id)}/coverage`,
      );
      if (gone) return;
      setFault(said.ok ? undefined : whyNot(said));
      if (!said.ok) return;
      const { value } = said;
      setAnswer(
        'sectors' in value
          ? value
          : { patrolId: '', atMs: value.atMs, plannedMs: 0, doneMs: 0, missedMs: 0, sectors: [value] },
      );
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [exchange, of, id]);
  return { answer, fault };
}

/** Cells are on the map while the figure that shows them is on the screen. */
function useOnMap(sectors: readonly SectorCoverage[]): void {
  const key = sectors.map(({ sectorId, atMs }) => `${sectorId} ${atMs}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the list holds
  useEffect(() => usePlanView.setState({ coverage: sectors }), [key]);
  useEffect(() => () => usePlanView.setState({ coverage: [] }), []);
}
