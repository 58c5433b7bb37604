/** A land sensor of the tests: connects as a SAPIENT node, says what it is told to say, and hears its tasks. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { NodeStatus } from '../../server/decode/sapient/build.ts';
import { type Detection, detectionReport, statusReport, taskAck } from '../../server/decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../server/decode/sapient/buildregistration.ts';
import { encodeSapient } from '../../server/decode/sapient/encode.ts';
import type { SapientMessage } from '../../server/decode/sapient/message.ts';
import { ordersIn } from '../../server/simulate/land/orders.ts';

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export class LandNode {
  /** Tasks to look at something, in the order in which they came. */
  readonly tasks: string[] = [];
  readonly #node: NodeDescription;
  readonly #socket: Socket;
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(node: NodeDescription, socket: Socket) {
    this.#node = node;
    this.#socket = socket;
    const orders = ordersIn();
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const order of orders(bytes)) if (order.what === 'task') this.tasks.push(order.taskId);
    });
  }

  /** Connects to the server, registers and says how it is, again and again. */
  static async start(port: number, node: NodeDescription, status: NodeStatus): Promise<LandNode> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const one = new LandNode(node, socket);
    one.#say(registration(node, Date.now()));
    one.#again(() => statusReport(node, Date.now(), status), node.statusIntervalS * 1000);
    return one;
  }

  /** Sees this once a second from now on. */
  sees(what: () => Detection): void {
    this.#again(() => detectionReport(this.#node, Date.now(), what()), 1000);
  }

  acknowledge(task: string, status: Parameters<typeof taskAck>[3], reason?: string): void {
    this.#say(taskAck(this.#node, Date.now(), task, status, reason));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#socket.destroy();
  }

  #again(message: () => SapientMessage, everyMs: number): void {
    this.#say(message());
    const timer = setInterval(() => this.#say(message()), everyMs);
    timer.unref();
    this.#timers.push(timer);
  }

  #say(message: SapientMessage): void {
    if (this.#socket.writable) this.#socket.write(encodeSapient(message));
  }
}
