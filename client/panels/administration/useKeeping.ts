/** One list of what people say of the archive: read, and read anew with every change. */
import { useCallback, useEffect, useState } from 'react';
import { whyNot } from '../records/whynot.ts';
import { useServices } from '../services.ts';

export interface Keeping<T> {
  /** Absent: not read yet, or refused. */
  readonly list: T | undefined;
  /** Why what was asked last was not done, in the server's words. */
  readonly refused: string | undefined;
  readonly saving: boolean;
  /** True once it is done; the list stands as it is then. */
  ask(method: 'POST' | 'DELETE', body: object): Promise<boolean>;
}

export function useKeeping<T>(path: string): Keeping<T> {
  const { exchange } = useServices();
  const [list, setList] = useState<T>();
  const [refused, setRefused] = useState<string>();
  const [saving, setSaving] = useState(false);
  const send = useCallback(
    async (method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<boolean> => {
      setSaving(true);
      const answer = await exchange<T>(method, path, body);
      setSaving(false);
      setRefused(answer.ok ? undefined : whyNot(answer));
      if (answer.ok) setList(answer.value);
      return answer.ok;
    },
    [exchange, path],
  );
  useEffect(() => void send('GET'), [send]);
  return { list, refused, saving, ask: send };
}
