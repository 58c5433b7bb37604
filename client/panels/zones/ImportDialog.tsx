/** Zones from a file: it is read by the server, each feature is shown with what is wrong with it, and what is chosen is entered as drafts. */
import { type ReactNode, useState } from 'react';
import { ZONE_PURPOSES, type ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatBytes } from '../../ui/format.ts';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';
import { formatOf, type Imported, type ImportedFeature, MOST_BYTES } from './importing.ts';
import { SelectField } from './SelectField.tsx';
import { shapeText } from './shapewords.ts';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly file: string; readonly features: readonly ImportedFeature[] }
  | { readonly kind: 'entering'; readonly done: number; readonly all: number }
  | { readonly kind: 'entered'; readonly done: number; readonly faults: readonly string[] };

export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useWords();
  const { exchange, createRecord } = useServices();
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set());
  const [fault, setFault] = useState<string>();
  const [purpose, setPurpose] = useState<ZonePurpose>('informative');

  const read = async (file: File): Promise<void> => {
    setFault(undefined);
    if (file.size > MOST_BYTES) {
      setFault(t('import.tooLarge', { size: formatBytes(file.size), most: formatBytes(MOST_BYTES) }));
      return;
    }
    setStep({ kind: 'reading' });
    const text = await file.text();
    const answer = await exchange<Imported>('POST', '/api/zones/import', {
      format: formatOf(file.name, text),
      text,
      purpose,
    });
    if (!answer.ok) {
      setStep({ kind: 'choose' });
      setFault(whyNot(answer));
      return;
    }
    const { features } = answer.value;
    setTaken(new Set(features.flatMap(({ value }, i) => (value === undefined ? [] : [i]))));
    setStep({ kind: 'read', file: file.name, features });
  };

  const enter = async (features: readonly ImportedFeature[]): Promise<void> => {
    const wanted = features.filter((_, i) => taken.has(i));
    const faults: string[] = [];
    let done = 0;
    // One after another: each is its own decision in the log.
    for (const { value, name, where } of wanted) {
      setStep({ kind: 'entering', done, all: wanted.length });
      if (value === undefined) continue;
      const answer = await createRecord('zone', value, t('import.reason'));
      if (answer.ok) done += 1;
      else faults.push(`${name ?? where}: ${whyNot(answer)}`);
    }
    setStep({ kind: 'entered', done, faults });
  };

  return (
    <Dialog label={t('import.label')} onClose={onClose} className="import">
      <header className="report-head">
        <h2>{t('import.label')}</h2>
        <Button label={t('import.close')} iconOnly icon="×" look="flat" onClick={onClose} />
      </header>
      <div className="import-body scrolls">
        {fault === undefined ? null : (
          <p className="card-fault" role="alert">
            {fault}
          </p>
        )}
        {step.kind === 'choose' ? (
          <SelectField
            label={t('import.purpose')}
            value={purpose}
            choices={ZONE_PURPOSES.map((each) => [each, t(`zone.purpose.${each}`)])}
            onChoose={setPurpose}
          />
        ) : null}
        {step.kind === 'choose' ? (
          <label className="import-file">
            <span>{t('import.choose')}</span>
            <input
              type="file"
              accept=".geojson,.json,.kml,.csv"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) void read(file);
              }}
            />
          </label>
        ) : null}
        {step.kind === 'reading' ? <p role="status">{t('import.reading')}</p> : null}
        {step.kind === 'read' ? (
          <Features
            file={step.file}
            features={step.features}
            taken={taken}
            onTake={setTaken}
            onEnter={() => void enter(step.features)}
          />
        ) : null}
        {step.kind === 'entering' ? (
          <p role="status">{t('import.entering', { done: step.done, all: step.all })}</p>
        ) : null}
        {step.kind === 'entered' ? (
          <>
            <p role="status">{t('import.entered', { count: step.done })}</p>
            <ul>
              {step.faults.map((each) => (
                <li key={each} className="card-fault">
                  {each}
                </li>
              ))}
            </ul>
            <Button label={t('import.close')} look="raised" onClick={onClose} />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

interface FeaturesProps {
  readonly file: string;
  readonly features: readonly ImportedFeature[];
  readonly taken: ReadonlySet<number>;
  readonly onTake: (taken: ReadonlySet<number>) => void;
  readonly onEnter: () => void;
}

function Features({ file, features, taken, onTake, onEnter }: FeaturesProps): ReactNode {
  const t = useWords();
  const sound = features.flatMap(({ value }, i) => (value === undefined ? [] : [i]));
  const toggle = (i: number): void => {
    const next = new Set(taken);
    if (!next.delete(i)) next.add(i);
    onTake(next);
  };
  return (
    <>
      <p>{t('import.found', { file, sound: sound.length, faulty: features.length - sound.length })}</p>
      <label className="report-kind">
        <input
          type="checkbox"
          checked={taken.size === sound.length && sound.length > 0}
          disabled={sound.length === 0}
          onChange={() => onTake(taken.size === sound.length ? new Set() : new Set(sound))}
        />
        {t('import.all')}
      </label>
      <ul className="import-list">
        {features.map(({ where, name, value, fault }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a feature is its place in the file
          <li key={i} data-faulty={value === undefined}>
            <label className="import-feature">
              <input
                type="checkbox"
                checked={taken.has(i)}
                disabled={value === undefined}
                onChange={() => toggle(i)}
              />
              <span>
                <strong>{name ?? where}</strong>
                {value === undefined ? null : (
                  <span className="quiet">
                    {' '}
                    {t(`zone.purpose.${value.purpose}`)} · {shapeText(t, value.shape)}
                  </span>
                )}
                {fault === undefined ? null : (
                  <span className="import-fault">
                    {[name === undefined ? undefined : where, fault.what, fault.where, fault.remedy]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Button
        look="raised"
        label={t('import.enter', { count: taken.size })}
        disabled={taken.size === 0}
        onClick={onEnter}
      />
    </>
  );
}
