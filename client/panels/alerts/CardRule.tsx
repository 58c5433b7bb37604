/** The rule that raised it: what was measured against which threshold, what that means and where it comes from. */
import type { ReactNode } from 'react';
import type { Condition } from '../../../proto/domain/alert/alert.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { formatOf } from './evidence.ts';
import { ruleMeaning } from './rulemeaning.ts';

export function CardRule({ condition }: { readonly condition: Condition }): ReactNode {
  const t = useWords();
  const zones = useRecords((records) => records.tables.zone);
  const { rule, measured, threshold } = condition;
  const format = formatOf(condition);
  const meaning = ruleMeaning(t, rule);
  const zone = meaning?.type === 'zone' ? zones.get(meaning.zoneId)?.value : undefined;
  return (
    <section className="card-section" aria-label={t('alerts.card.rule')}>
      <h3 className="label">{t('alerts.card.rule')}</h3>
      <dl>
        <div className="field-line">
          <dt>{t('alerts.card.rule.measured')}</dt>
          <dd className="num">
            <strong>{format(measured)}</strong>
          </dd>
        </div>
        <div className="field-line">
          <dt>{t('alerts.card.rule.threshold')}</dt>
          <dd className="num">
            <strong>{format(threshold)}</strong>
          </dd>
        </div>
      </dl>
      {meaning?.type === 'threshold' ? (
        <>
          <p>{meaning.text}</p>
          <p className="quiet alert-source">{t('alerts.card.rule.source', { source: meaning.source })}</p>
        </>
      ) : null}
      {meaning?.type === 'said' ? <p>{meaning.text}</p> : null}
      {meaning?.type === 'zone' ? (
        <p>
          {t('alerts.card.rule.zone', { zone: zone?.name ?? meaning.zoneId })}
          {zone?.rules?.[meaning.number]?.note === undefined ? '' : `: ${zone.rules[meaning.number]?.note}`}
        </p>
      ) : null}
    </section>
  );
}
