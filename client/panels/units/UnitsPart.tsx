/** Units at a glance: who is free, engaged, off duty, out of service, and where each is. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { may, useSession } from '../../store/session.ts';
import { foldText } from '../../store/text.ts';
import { chooseRecord, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAgeShort, formatCount, formatMomentUtc } from '../../ui/format.ts';
import { usePageNow } from '../../ui/useTick.ts';
import { boardNowMs } from '../patrols/boardtime.ts';
import { unitWords } from '../patrols/usePlan.ts';
import { WindowedList } from '../zones/WindowedList.tsx';
import { StandingSign } from './StandingSign.tsx';
import { engagedAt, STANDINGS, type Standing, standingOf } from './unitstanding.ts';
import { beginUnit } from './useUnitDraft.ts';
import { useAskUnitPlaces, useUnitPlaces } from './useUnitPlaces.ts';
import '../zones/zones.css';
import './units.css';

interface Listed {
  readonly id: string;
  readonly unit: Unit;
  readonly standing: Standing;
  readonly engaged: Version<'patrol'> | undefined;
}

const collator = new Intl.Collator('en', { numeric: true });
/** Calls, plan and place below each other. */
const ROW_REM = 3.75;

export function UnitsPart(): ReactNode {
  const t = useWords();
  const tables = useRecords((records) => records.tables);
  const own = useSession((session) => session.me?.agency);
  const mayPlan = useSession((session) => may(session, 'plan'));
  const chosen = useView(({ chosenRecord }) => (chosenRecord?.kind === 'unit' ? chosenRecord.id : undefined));
  const [text, setText] = useState('');
  const [only, setOnly] = useState<Standing>();
  useAskUnitPlaces();
  usePageNow(4000);
  // To the minute: so long the list stays as it is.
  const nowMs = Math.floor(boardNowMs() / 60_000) * 60_000;
  const { unit, patrol, agency } = tables;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tables change nothing here, and change often
  const all = useMemo(() => {
    const engaged = engagedAt(patrol.values(), nowMs);
    const rank = ({ unit: { marking } }: Listed): number => (marking.owner === own ? 0 : 1);
    return [...unit.values()]
      .map(({ id, value }): Listed => {
        const plan = engaged.get(id);
        return { id, unit: value, engaged: plan, standing: standingOf(value, plan !== undefined, nowMs) };
      })
      .toSorted((a, b) => rank(a) - rank(b) || collator.compare(a.unit.callSign, b.unit.callSign));
  }, [unit, patrol, agency, own, nowMs]);
  const counts = useMemo(
    () => new Map(STANDINGS.map((each) => [each, all.filter(({ standing }) => standing === each).length])),
    [all],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the tables only what units and agencies are called
  const shown = useMemo(() => {
    const words = foldText(text)
      .split(' ')
      .filter((word) => word !== '');
    return all.filter(({ unit: each, standing }) => {
      if (only !== undefined && standing !== only) return false;
      if (words.length === 0) return true;
      const said = foldText(
        `${each.callSign} ${each.name ?? ''} ${unitWords(t, tables, each)} ${each.base.name}`,
      );
      return words.every((word) => said.includes(word));
    });
  }, [all, only, text, t, agency]);
  return (
    <div className="findings units">
      <div className="units-filter">
        <input
          className="field"
          type="search"
          aria-label={t('units.filter')}
          placeholder={t('units.filter')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        {mayPlan && own !== undefined ? (
          <Button look="raised" label={t('unit.new')} onClick={() => beginUnit(own)} />
        ) : null}
      </div>
      <fieldset className="unit-group units-counts">
        <legend className="for-screen-readers">{t('units.standings')}</legend>
        {STANDINGS.map((standing) => (
          <button
            key={standing}
            type="button"
            className="units-count"
            aria-pressed={only === standing}
            onClick={() => setOnly(only === standing ? undefined : standing)}
          >
            <StandingSign standing={standing} />
            <span>{t(`unit.standing.${standing}`)}</span>
            <strong className="num">{formatCount(counts.get(standing))}</strong>
          </button>
        ))}
      </fieldset>
      <WindowedList
        label={t('units.label')}
        items={shown}
        idOf={({ id }) => id}
        chosen={chosen}
        onChoose={(id) => chooseRecord({ kind: 'unit', id })}
        rowRem={ROW_REM}
        row={(listed) => <UnitLine listed={listed} words={unitWords(t, tables, listed.unit)} />}
        none={t(all.length === 0 ? 'units.none' : 'units.none.filter')}
      />
    </div>
  );
}

function UnitLine({ listed, words }: { readonly listed: Listed; readonly words: string }): ReactNode {
  const t = useWords();
  const { id, unit, standing, engaged } = listed;
  const place = useUnitPlaces(({ places }) => places.get(id));
  const until = unit.unavailable?.untilMs;
  return (
    <>
      <StandingSign standing={standing} />
      <span className="beside-name">
        <strong>{unit.name === undefined ? unit.callSign : `${unit.callSign} · ${unit.name}`}</strong>
        <span className="quiet">{words}</span>
        <span className="quiet">
          {place === undefined
            ? t('unit.at.base', { base: unit.base.name })
            : t('unit.at.heard', { age: formatAgeShort(Math.max(0, boardNowMs() - place.observedMs)) })}
        </span>
      </span>
      <span className="beside-end">
        <span>{t(`unit.standing.${standing}`)}</span>
        <span className="quiet">
          {standing === 'engaged' && engaged !== undefined
            ? engaged.value.title
            : standing === 'outOfService' && until !== undefined
              ? t('unit.until', { time: formatMomentUtc(until) })
              : ''}
        </span>
      </span>
    </>
  );
}
