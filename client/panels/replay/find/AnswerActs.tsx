/** What is done with an answer: replay from the chosen row, look at its charts, show it on the map, take it away. */
import { type ReactNode, useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat } from '../../../../proto/domain/record/questions.ts';
import { useWords } from '../../../messages/words.ts';
import { chosenRow, useFind } from '../../../store/find.ts';
import { useReplayView } from '../../../store/replayview.ts';
import { may, useSession } from '../../../store/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { useServices } from '../../services.ts';
import { replayFound } from './choosing.ts';

export function AnswerActs(): ReactNode {
  const t = useWords();
  const services = useServices();
  const row = useFind(chosenRow);
  const onMap = useFind((find) => find.onMap);
  return (
    <div className="answer-acts">
      <Button
        look="raised"
        label={t('find.replay')}
        hotkey="Enter"
        disabled={row === undefined}
        onClick={() => replayFound(services)}
      />
      <Button
        label={t('replay.beside.charts')}
        disabled={row?.track === undefined}
        onClick={() => useReplayView.setState({ beside: 'charts' })}
      />
      <Button
        label={t('find.onMap')}
        aria-pressed={onMap}
        onClick={() => useFind.setState({ onMap: !onMap })}
      />
      <Files />
    </div>
  );
}

/** The answer as a file, in each format that is offered; a refusal is said here. */
function Files(): ReactNode {
  const t = useWords();
  const { archive } = useServices();
  const id = useFind((find) => find.id);
  const purpose = useFind((find) => find.purpose);
  const exports = useSession((session) => may(session, 'export'));
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState<ExportFormat>();
  if (id === undefined || !exports) return null;
  const take = async (format: ExportFormat): Promise<void> => {
    setBusy(format);
    setSaid(undefined);
    const answer = await archive.takeFile(id, format, purpose);
    setBusy(undefined);
    if (!answer.ok) setSaid(answer.what);
  };
  return (
    <Popover label={t('find.files')} side="above" align="end">
      <div className="answer-files">
        {EXPORT_FORMATS.map((format) => (
          <Button
            key={format}
            look="flat"
            label={t(busy === format ? 'find.file.busy' : `find.file.${format}`)}
            disabled={busy !== undefined}
            onClick={() => void take(format)}
          />
        ))}
        {said === undefined ? null : (
          <p className="card-fault" role="alert">
            {said}
          </p>
        )}
      </div>
    </Popover>
  );
}
