/** Nothing behind it is drawn before the server has said who is there. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { SetUp } from './SetUp.tsx';
import { SignIn } from './SignIn.tsx';
import './signin.css';

export function Gate({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords();
  const status = useSession((session) => session.status);
  const left = useSession((session) => session.left);
  const palette = useView((view) => view.palette);
  // Whoever was here before is not greeted as if nobody had been.
  const wasIn = useRef(false);
  if (status === 'signedIn') wasIn.current = true;
  useEffect(() => {
    document.documentElement.setAttribute('data-obc-theme', palette);
  }, [palette]);
  if (status === 'signedIn') return children;
  return (
    <main className="gate">
      <header className="gate-head">
        <svg className="topbar-mark gate-mark" viewBox="0 0 32 32" aria-hidden="true">
          <circle cx="16" cy="16" r="14" fill="none" strokeWidth="1.5" />
          <circle cx="16" cy="16" r="7.5" fill="none" strokeWidth="1.5" />
          <path d="M16 16 L27 7.5 A14 14 0 0 1 29.6 19 Z" className="topbar-mark-beam" />
          <circle cx="16" cy="16" r="2" className="topbar-mark-core" />
        </svg>
        <h1 className="gate-product">{t('product')}</h1>
        <p className="quiet">{t('signin.lead')}</p>
      </header>
      {status === 'asking' ? <p className="quiet">{t('signin.waiting')}</p> : null}
      {status === 'signedOut' && wasIn.current ? (
        <div className="gate-ended panel" role="alert">
          <strong>{t('signin.ended.title')}</strong>
          <p>{t(left ? 'signin.ended.out' : 'signin.ended.ended')}</p>
        </div>
      ) : null}
      {status === 'setup' ? <SetUp /> : null}
      {status === 'signedOut' ? <SignIn /> : null}
    </main>
  );
}
