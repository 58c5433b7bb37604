/** Tells the server what this page has open to change it, and keeps what it tells of the others. */
import type { Socket } from 'socket.io-client';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../../proto/wire.ts';
import { usePresence } from '../store/presence.ts';

/** Others are told that this page has it open to change it; without an id that it has nothing open any more. */
export function tellPresence(kind: RecordKind, id: string | undefined): void {
  const { mine } = usePresence.getState();
  if (id === undefined ? mine === null : mine?.kind === kind && mine.id === id) return;
  usePresence.setState({ mine: id === undefined ? null : { kind, id } });
}

export const forgetPresence = (): void => usePresence.setState({ others: [] });

/** Speaks on a connection, anew each time it is made. Returns the way to stop. */
export function keepPresence(socket: Socket<ServerToClientEvents, ClientToServerEvents>): () => void {
  socket.on('present', (others) => usePresence.setState({ others }));
  socket.on('disconnect', forgetPresence);
  socket.on('hello', () => {
    const { mine } = usePresence.getState();
    if (mine) socket.emit('present', mine);
  });
  const stop = usePresence.subscribe(({ mine }, before) => {
    if (mine !== before.mine && socket.connected) socket.emit('present', mine);
  });
  return () => {
    stop();
    usePresence.setState({ others: [], mine: null });
  };
}
