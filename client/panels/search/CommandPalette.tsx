/** ⌘K / Ctrl-K: any vessel, place or command by a few letters, worked by keys alone. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../messages/words.ts';
import { useView } from '../../store/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { ClassIcon } from '../icons.tsx';
import { useServices } from '../services.ts';
import type { Result } from './result.ts';
import { useResults } from './useResults.ts';
import './search.css';

const close = (): void => useView.setState({ dialog: undefined });

export function CommandPalette(): ReactNode {
  const t = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { results, failed } = useResults(text);
  const listId = useId();
  const at = Math.min(chosen, results.length - 1);

  const go = (result: Result | undefined): void => {
    if (result === undefined) return;
    close();
    // After the dialog has given the focus back: what it starts may move the focus itself.
    requestAnimationFrame(result.go);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(results.length - 1, at + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(results[at]);
    }
  };
  return (
    <Dialog label={t('search.label')} className="palette" onClose={close}>
      <input
        className="field palette-field"
        type="text"
        role="combobox"
        aria-expanded={results.length > 0}
        aria-controls={listId}
        aria-activedescendant={results[at] === undefined ? undefined : `${listId}-${at}`}
        aria-autocomplete="list"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ResultList id={listId} results={results} chosen={at} onGo={go} />
      <p className="palette-foot quiet" role="status">
        {failed ? t('search.failed') : results.length === 0 ? t('search.none', { text }) : t('search.hint')}
      </p>
    </Dialog>
  );
}

interface ResultListProps {
  readonly id: string;
  readonly results: readonly Result[];
  readonly chosen: number;
  readonly onGo: (result: Result) => void;
}

function ResultList({ id, results, chosen, onGo }: ResultListProps): ReactNode {
  const t = useWords();
  const { classColour } = useServices();
  const palette = useView((view) => view.palette);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div id={id} ref={list} className="palette-list scrolls" role="listbox" aria-label={t('search.label')}>
      {results.map((result, i) => (
        <div key={`${result.group} ${result.key}`} role="presentation">
          {result.group !== results[i - 1]?.group ? (
            <p className="palette-group label" role="presentation">
              {t(`search.${result.group}`)}
            </p>
          ) : null}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys and the focus */}
          <div
            id={`${id}-${i}`}
            data-at={i}
            className="palette-result"
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onClick={() => onGo(result)}
          >
            {result.vesselClass === undefined ? null : (
              <span
                className="list-icon"
                style={{ color: classColour(palette, result.vesselClass) }}
                aria-hidden="true"
              >
                <ClassIcon of={result.vesselClass} />
              </span>
            )}
            <span className="palette-label">{result.label}</span>
            <span className="palette-detail num">{result.detail}</span>
            {result.keys === undefined ? null : <Keys keys={result.keys} />}
          </div>
        </div>
      ))}
    </div>
  );
}
