/** Nothing behind it is drawn before the server has said who is there. */
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../messages/words.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { SetUp } from './SetUp.tsx';
import { SignIn } from './SignIn.tsx';
import './signin.css';

export function Gate({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords();
  const status = useSession((session) => session.status);
  const palette = useView((view) => view.palette);
  useEffect(() => {
    document.documentElement.setAttribute('data-obc-theme', palette);
  }, [palette]);
  if (status === 'signedIn') return children;
  return (
    <main className="gate">
      <h1 className="gate-product">{t('product')}</h1>
      {status === 'asking' ? <p className="quiet">{t('signin.waiting')}</p> : null}
      {status === 'setup' ? <SetUp /> : null}
      {status === 'signedOut' ? <SignIn /> : null}
    </main>
  );
}
