/** A person reports a contact: what telephone, VHF or an aircraft said of it, with how far off it may be and who said so. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { timeNowMs } from '../../store/clock.ts';
import { select, useView } from '../../store/view.ts';
import { Button } from '../../ui/Button.tsx';
import { formatPosition } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { whenNewContact } from './appeared.ts';
import { clicked } from './changes.ts';
import { type Checked, checkDraft, type Faults, type Locate, previewOf } from './draft.ts';
import { locateAmong, useLandmarks } from './landmarks.ts';
import { PlaceFields } from './PlaceFields.tsx';
import { closeReport, endReport, useDraft } from './useDraft.ts';
import { WhatFields } from './WhatFields.tsx';
import './report.css';

export function ReportForm(): ReactNode {
  const t = useWords();
  const services = useServices();
  const draft = useDraft((state) => state.draft);
  const landmarks = useLandmarks();
  const locate = useMemo(() => locateAmong(landmarks), [landmarks]);
  const list = useId();
  // Until it is sent for the first time nothing is wrong yet; from then on each field says so while it is.
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [sending, setSending] = useState(false);
  useMapClicks(locate);
  const changing = draft.contactId !== undefined;

  const check = (): Checked => checkDraft(draft, locate, timeNowMs(performance.now()) ?? 0);
  const checked = tried ? check() : undefined;
  const faults: Faults = checked?.ok === false ? checked.faults : {};

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const checked = check();
    if (!checked.ok) return;
    setSending(true);
    const { report, observedMs } = checked;
    const appeared = whenNewContact(services.table);
    const answer =
      draft.contactId === undefined
        ? await services.reportContact(report, observedMs)
        : await services.updateContact(draft.contactId, report, observedMs);
    setSending(false);
    if (!answer.ok) {
      setRefused(answer.fault);
      return;
    }
    endReport();
    // It is shown at once, so that it is seen to be there.
    const id = changing ? undefined : await appeared;
    if (id !== undefined && useView.getState().reporting === undefined) select(id);
  };

  return (
    <form
      className="report panel"
      aria-label={t(changing ? 'report.change' : 'report.label')}
      noValidate
      onSubmit={(event) => void send(event)}
    >
      <header className="report-head">
        <h2>{t(changing ? 'report.change' : 'report.label')}</h2>
        <Button
          label={t('report.close')}
          icon={<ObiCloseGoogle />}
          iconOnly
          look="flat"
          hotkey="Esc"
          onClick={closeReport}
        />
      </header>
      <div className="report-body scrolls">
        <PlaceFields draft={draft} faults={faults} list={list} spot={locate(draft.position)} />
        <WhatFields draft={draft} faults={faults} />
      </div>
      <datalist id={list}>
        {landmarks.map(({ name, lat, lon }) => (
          <option key={`${name} ${lat} ${lon}`} value={name} />
        ))}
      </datalist>
      <footer className="report-foot">
        {Object.keys(faults).length === 0 ? null : (
          <p className="card-fault" role="alert">
            {t('report.wrong', { count: Object.keys(faults).length })}
          </p>
        )}
        {refused === undefined ? null : (
          <p className="card-fault" role="alert">
            {t('report.refused', { reason: refused })}
          </p>
        )}
        <Button look="flat" label={t(changing ? 'report.cancel' : 'report.clear')} onClick={endReport} />
        <button type="submit" className="button button-raised" disabled={sending}>
          <span className="button-label">{t(changing ? 'report.send.change' : 'report.send')}</span>
        </button>
      </footer>
    </form>
  );
}

/** Clicks on the map go into the draft, and the draft is drawn on the map. */
function useMapClicks(locate: Locate): void {
  const draft = useDraft((state) => state.draft);
  const click = useView((view) => view.reporting?.clicked);
  useEffect(() => {
    if (click === undefined) return;
    useDraft.setState(({ draft }) => ({ draft: clicked(draft, click, locate, formatPosition) }));
    // Taken once: a click of this form is none of the next.
    useView.setState(({ reporting }) => (reporting === undefined ? {} : { reporting: without(reporting) }));
  }, [click, locate]);
  useEffect(() => {
    const place = previewOf(draft, locate);
    useView.setState(({ reporting }) =>
      reporting === undefined
        ? {}
        : { reporting: place === undefined ? without(reporting, 'place') : { ...reporting, place } },
    );
  }, [draft, locate]);
}

type Reporting = NonNullable<ReturnType<typeof useView.getState>['reporting']>;

function without(reporting: Reporting, part: keyof Reporting = 'clicked'): Reporting {
  const { [part]: _, ...rest } = reporting;
  return rest;
}
