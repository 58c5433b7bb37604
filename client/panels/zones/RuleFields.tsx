/** What is watched for in a zone: a list of rules, each with what it looks at, whom it is for and how urgent it is. */
import type { ReactNode } from 'react';
import type { ZoneRuleKind } from '../../../proto/domain/alert/rules.ts';
import { THING_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import { type MessageKey, useWords } from '../../messages/words.ts';
import { toggled } from '../../store/alertview.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { formatCount } from '../../ui/format.ts';
import { Popover } from '../../ui/Popover.tsx';
import { ReportField } from '../report/ReportField.tsx';
import {
  kindsFor,
  MEASURES_OF,
  MOST_RULES,
  newRule,
  RULE_PRIORITIES,
  type RuleDraft,
  type RuleMeasure,
} from './ruledraft.ts';
import { SelectField } from './SelectField.tsx';

const UNITS: Readonly<Record<RuleMeasure, string | undefined>> = {
  afterMin: 'min',
  maxKn: 'kn',
  minKn: 'kn',
  minCount: undefined,
};

interface RuleFieldsProps {
  readonly rules: readonly RuleDraft[];
  readonly shape: Shape['kind'] | undefined;
  /** By the rule's place in the list. */
  readonly faults: readonly (MessageKey | undefined)[];
  readonly onChange: (rules: readonly RuleDraft[]) => void;
}

export function RuleFields({ rules, shape, faults, onChange }: RuleFieldsProps): ReactNode {
  const t = useWords();
  const kinds = kindsFor(shape);
  const [first = 'entry' as ZoneRuleKind] = kinds;
  return (
    <fieldset className="report-part">
      <legend className="label">{t('zone.rules')}</legend>
      {rules.map((rule, at) => (
        <RuleField
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list
          key={at}
          rule={rule}
          kinds={kinds}
          fault={faults[at]}
          onChange={(change) => onChange(rules.map((each, i) => (i === at ? { ...each, ...change } : each)))}
          onRemove={() => onChange(rules.filter((_, i) => i !== at))}
        />
      ))}
      <div>
        <Button
          look="flat"
          label={t('rule.add')}
          disabled={rules.length >= MOST_RULES}
          onClick={() => onChange([...rules, newRule(first)])}
        />
      </div>
    </fieldset>
  );
}

interface RuleFieldProps {
  readonly rule: RuleDraft;
  readonly kinds: readonly ZoneRuleKind[];
  readonly fault: MessageKey | undefined;
  readonly onChange: (change: Partial<RuleDraft>) => void;
  readonly onRemove: () => void;
}

function RuleField({ rule, kinds, fault, onChange, onRemove }: RuleFieldProps): ReactNode {
  const t = useWords();
  const offered = kinds.includes(rule.kind) ? kinds : [rule.kind, ...kinds];
  return (
    <fieldset className="zone-critical" data-wrong={fault !== undefined}>
      <legend className="for-screen-readers">{t(`zone.rule.${rule.kind}`)}</legend>
      <div className="report-row">
        <SelectField
          label={t('rule.kind')}
          value={rule.kind}
          choices={offered.map((kind) => [kind, t(`zone.rule.${kind}`)])}
          onChoose={(kind) => onChange({ kind })}
        />
        <SelectField
          label={t('rule.priority')}
          value={rule.priority}
          choices={[
            ['', t('rule.priority.usual')],
            ...RULE_PRIORITIES.map((each) => [each, t(`alerts.priority.${each}`)] as const),
          ]}
          onChoose={(priority) => onChange({ priority })}
        />
      </div>
      <div className="report-row">
        {MEASURES_OF[rule.kind].map((measure) => {
          const unit = UNITS[measure];
          return (
            <ReportField
              key={measure}
              label={t(`rule.${measure}`)}
              {...(unit !== undefined && { unit })}
              numeric
              value={rule[measure]}
              onType={(typed) => onChange({ [measure]: typed })}
            />
          );
        })}
      </div>
      <Popover
        label={
          rule.classes.size === 0
            ? t('rule.classes.all')
            : t('rule.classes.some', { count: formatCount(rule.classes.size) })
        }
      >
        <div className="rule-classes scrolls">
          {THING_CLASSES.map((each) => (
            <Choice
              key={each}
              label={t(`alerts.class.${each}`)}
              checked={rule.classes.has(each)}
              onChoose={() => onChange({ classes: toggled(THING_CLASSES, rule.classes, each) })}
            />
          ))}
        </div>
      </Popover>
      <ReportField
        label={t(rule.kind === 'notListed' ? 'rule.listed' : 'rule.except')}
        hint={t('rule.except.hint')}
        maxLength={20_000}
        value={rule.exceptMmsis}
        onType={(exceptMmsis) => onChange({ exceptMmsis })}
      />
      <ReportField
        label={t('rule.note')}
        maxLength={500}
        value={rule.note}
        onType={(note) => onChange({ note })}
      />
      {fault === undefined ? null : (
        <p className="card-fault" role="alert">
          {t(fault)}
        </p>
      )}
      <Button look="flat" label={t('rule.remove')} onClick={onRemove} />
    </fieldset>
  );
}
