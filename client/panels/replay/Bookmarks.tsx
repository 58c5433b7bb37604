/** Bookmarks with notes: each leads to its moment and to what was looked at. */
import { ObiCloseGoogle } from '@oicl/openbridge-webcomponents-react/icons/icon-close-google.js';
import { type FormEvent, type ReactNode, useState } from 'react';
import { epochMs } from '../../../proto/domain/units.ts';
import { useWords } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useReplay } from '../../store/replay.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDateUtc, formatTimeUtc } from '../../ui/format.ts';
import { useServices } from '../services.ts';
import { openBookmark, useBookmarkForm } from './bookmarking.ts';
import { cursorNow } from './hand.ts';

const LONGEST_NOTE = 300;

export function Bookmarks(): ReactNode {
  const t = useWords();
  const services = useServices();
  const bookmarks = useReplay((state) => state.bookmarks);
  const people = useRecords((records) => records.tables.person);
  const writing = useBookmarkForm((form) => form.open);
  return (
    <div className="replay-part">
      {writing ? (
        <NoteForm />
      ) : (
        <div className="replay-acts">
          <Button label={t('replay.bookmark.new')} onClick={() => useBookmarkForm.setState({ open: true })} />
        </div>
      )}
      <ul className="replay-list scrolls">
        {bookmarks.map((bookmark) => (
          <li key={bookmark.id}>
            <button type="button" className="replay-line" onClick={() => openBookmark(bookmark)}>
              <strong className="replay-line-what">{bookmark.note}</strong>
              <span className="quiet num">
                {`${formatDateUtc(bookmark.atMs)} ${formatTimeUtc(bookmark.atMs)} · ${people.get(bookmark.by)?.value.name ?? bookmark.by}`}
              </span>
            </button>
            <Button
              label={t('replay.bookmark.remove', { note: bookmark.note })}
              icon={<ObiCloseGoogle />}
              iconOnly
              look="flat"
              onClick={() => void services.replay.removeBookmark(bookmark.id)}
            />
          </li>
        ))}
      </ul>
      {bookmarks.length === 0 ? <p className="list-empty quiet">{t('replay.bookmark.none')}</p> : null}
    </div>
  );
}

function NoteForm(): ReactNode {
  const t = useWords();
  const services = useServices();
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<string>();
  const [atMs] = useState(cursorNow);
  const close = (): void => useBookmarkForm.setState({ open: false });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (atMs === undefined || note.trim() === '') return;
    const answer = await services.replay.addBookmark({
      atMs: epochMs(Math.round(atMs)),
      note: note.trim(),
      view: location.pathname + location.search,
    });
    if (answer.ok) close();
    else setRefused(answer.what);
  };
  return (
    <form className="replay-form" onSubmit={(event) => void save(event)}>
      <label className="report-field">
        <span className="label">
          {t('replay.bookmark.note', { time: `${formatDateUtc(atMs)} ${formatTimeUtc(atMs)}` })}
        </span>
        <input
          className="field"
          // biome-ignore lint/a11y/noAutofocus: the form was opened to type into it
          autoFocus
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {refused === undefined ? null : (
        <p className="card-fault" role="alert">
          {refused}
        </p>
      )}
      <div className="replay-acts">
        <button type="submit" className="button button-raised" disabled={note.trim() === ''}>
          {t('replay.bookmark.save')}
        </button>
        <Button look="flat" label={t('replay.bookmark.cancel')} onClick={close} />
      </div>
    </form>
  );
}
