/** What the centre says to a node, from the bytes of its connection. */

import { sapient } from '../../../proto/generated/sapient.js';
import { Framing } from '../../decode/sapient/framing.ts';
import { decodeMessage, type ReceivedMessage } from '../../decode/sapient/message.ts';
import { type Ecef, ecefOf } from '../sensing/earth.ts';

export type Order =
  | { readonly what: 'registered'; readonly accepted: boolean }
  /** `at`: absent where the task is not to look at a place. */
  | { readonly what: 'task'; readonly taskId: string; readonly at: Ecef | undefined }
  | { readonly what: 'stop'; readonly taskId: string };

const { CONTROL_STOP } = sapient.v2.Task.Control;

/** Takes any slices of a connection's bytes; the orders that are complete. What is no message is passed over. */
export function ordersIn(): (bytes: Uint8Array) => Order[] {
  const framing = new Framing();
  return (bytes) => {
    const orders: Order[] = [];
    framing.push(bytes, {
      body(body) {
        const message = decodeMessage(body);
        if (typeof message === 'string') return false;
        const order = orderOf(message);
        if (order !== undefined) orders.push(order);
        return true;
      },
      broken: () => undefined,
      garbled: () => undefined,
    });
    return orders;
  };
}

function orderOf({ registration_ack, task }: ReceivedMessage): Order | undefined {
  if (registration_ack) return { what: 'registered', accepted: registration_ack.acceptance === true };
  if (!task?.task_id) return undefined;
  if (task.control === CONTROL_STOP) return { what: 'stop', taskId: task.task_id };
  const location = task.command?.look_at?.location_list?.locations?.[0];
  const known = typeof location?.x === 'number' && typeof location.y === 'number';
  return {
    what: 'task',
    taskId: task.task_id,
    at: known ? ecefOf(Number(location.y), Number(location.x), location.z ?? 0) : undefined,
  };
}
