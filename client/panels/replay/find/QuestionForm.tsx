/** What is asked: the kind, its own fields, the time, and why it is asked. */
import type { ReactNode } from 'react';
import { VERDICTS } from '../../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, type AlertKind } from '../../../../proto/domain/alert/kinds.table.ts';
import { useWords } from '../../../messages/words.ts';
import { QUESTION_KINDS } from '../../../store/question.ts';
import { useView } from '../../../store/view.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { ReportField } from '../../report/ReportField.tsx';
import { useTrackName } from '../../useTrackName.ts';
import { SelectField } from '../../zones/SelectField.tsx';
import { RangeFields } from '../RangeFields.tsx';
import { AreaField } from './AreaField.tsx';
import { changeDraft, type Draft, type Faults, PARTS } from './draft.ts';

const UNITS = { withinM: 'm', minutes: 'min', slowerKn: 'kn', stepDeg: '°' } as const;
const WAYS = ['both', 'leftToRight', 'rightToLeft'] as const;
const BY = ['none', 'hour', 'class', 'speed'] as const;
const PRESETS = ['hour', 'day', 'week', 'bar', 'all'] as const;

interface FormProps {
  readonly draft: Draft;
  readonly faults: Faults;
}

export function QuestionForm({ draft, faults }: FormProps): ReactNode {
  const t = useWords();
  const parts = PARTS[draft.ask];
  return (
    <div className="find-fields">
      <SelectField
        label={t('find.kind')}
        value={draft.ask}
        choices={QUESTION_KINDS.map((kind) => [kind, t(`find.kind.${kind}`)] as const)}
        onChoose={(ask) => changeDraft({ ask })}
      />
      <p className="quiet report-said">{t(`find.kind.${draft.ask}.long`)}</p>
      {parts.words === undefined ? null : (
        <ReportField
          label={t('find.words')}
          hint={t(parts.words === 'needed' ? 'find.words.long' : 'find.words.offered')}
          required={parts.words === 'needed'}
          value={draft.words}
          fault={faults.words}
          onType={(words) => changeDraft({ words })}
        />
      )}
      {parts.track === undefined ? null : <TrackField draft={draft} faults={faults} />}
      {parts.area === undefined ? null : (
        <AreaField
          key="area"
          kind="area"
          draft={draft}
          needed={parts.area === 'needed'}
          fault={faults.area && t(faults.area)}
        />
      )}
      {parts.line === undefined ? null : (
        <AreaField key="line" kind="line" draft={draft} needed fault={faults.line && t(faults.line)} />
      )}
      <div className="report-row">
        {(['withinM', 'minutes', 'slowerKn', 'stepDeg'] as const).map((name) =>
          parts[name] === undefined ? null : (
            <ReportField
              key={name}
              label={t(`find.${name}`)}
              unit={UNITS[name]}
              numeric
              required={parts[name] === 'needed'}
              value={draft[name]}
              fault={faults[name]}
              onType={(value) => changeDraft({ [name]: value })}
            />
          ),
        )}
      </div>
      {parts.way === undefined ? null : (
        <SelectField
          label={t('find.way')}
          value={draft.way}
          choices={WAYS.map((way) => [way, t(`draw.crossing.${way}`)] as const)}
          onChoose={(way) => changeDraft({ way })}
        />
      )}
      {parts.by === undefined ? null : (
        <SelectField
          label={t('find.by')}
          value={draft.by}
          choices={BY.map((by) => [by, t(`find.by.${by}`)] as const)}
          onChoose={(by) => changeDraft({ by })}
        />
      )}
      {parts.kinds === undefined ? null : <KindsField draft={draft} />}
      {parts.verdict === undefined ? null : (
        <SelectField
          label={t('alerts.verdict')}
          value={draft.verdict}
          choices={[
            ['any', t('find.verdict.any')] as const,
            ...VERDICTS.map((is) => [is, t(`alerts.verdict.${is}`)] as const),
          ]}
          onChoose={(verdict) => changeDraft({ verdict })}
        />
      )}
      <RangeFields
        range={draft}
        presets={PRESETS}
        fault={faults.time}
        onChange={({ fromMs, untilMs }) => changeDraft({ fromMs, untilMs })}
      />
      <ReportField
        label={t('find.purpose')}
        hint={t('find.purpose.long')}
        required
        value={draft.purpose}
        fault={faults.purpose}
        onType={(purpose) => changeDraft({ purpose })}
      />
    </div>
  );
}

/** The track whose way is looked for: the one that is selected. */
function TrackField({ draft, faults }: FormProps): ReactNode {
  const t = useWords();
  const nameOf = useTrackName();
  const selected = useView((view) => view.selected);
  return (
    <div className="report-field" data-wrong={faults.track !== undefined}>
      <span className="label">{t('find.track')}</span>
      <div className="replay-acts">
        <strong>{draft.track === undefined ? t('find.track.none') : nameOf(draft.track)}</strong>
        <Button
          label={t('find.track.take')}
          disabled={selected === undefined || selected === draft.track}
          onClick={() => changeDraft({ track: selected })}
        />
      </div>
      {faults.track === undefined ? null : <span className="report-said">{t(faults.track)}</span>}
    </div>
  );
}

function KindsField({ draft: { kinds } }: { readonly draft: Draft }): ReactNode {
  const t = useWords();
  const toggle = (kind: AlertKind): void =>
    changeDraft({ kinds: kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind] });
  return (
    <Popover label={kinds.length === 0 ? t('find.kinds.all') : t('find.kinds', { count: kinds.length })}>
      <div className="alert-kinds scrolls">
        {ALERT_KINDS.map((kind) => (
          <Choice
            key={kind}
            label={t(`alerts.kind.${kind}`)}
            checked={kinds.includes(kind)}
            onChoose={() => toggle(kind)}
          />
        ))}
      </div>
    </Popover>
  );
}
