/**
 * Keeps a fault in one part of the screen from taking the rest with it: says so in its place and tries again, by
 * itself too, because nobody may stand at a wall display.
 */
import { Component, type ReactNode } from 'react';
import { useWords } from '../../messages/words.ts';
import { Button } from '../../ui/Button.tsx';
import './boundary.css';

const RETRY_MS = 10_000;

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly fault: string | undefined;
}

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { fault: undefined };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  readonly #retry = (): void => {
    clearTimeout(this.#timer);
    this.setState({ fault: undefined });
  };

  override componentDidCatch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#retry, RETRY_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    return fault === undefined ? this.props.children : <FaultNote fault={fault} onRetry={this.#retry} />;
  }
}

function FaultNote({ fault, onRetry }: { readonly fault: string; readonly onRetry: () => void }): ReactNode {
  const t = useWords();
  return (
    <div className="fault panel" role="alert">
      <strong>{t('fault.part')}</strong>
      <code>{fault}</code>
      <Button label={t('fault.retry')} onClick={onRetry} />
    </div>
  );
}
