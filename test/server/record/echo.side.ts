/** A process for the tests of child.ts: says each message back; told to, it says its arguments, fails, or is deaf to its end. */
import { Parent } from '../../../server/record/parent.ts';

const keepAlive = setInterval(() => {}, 1000);
const parent = new Parent({
  onMessage(bytes) {
    const text = Buffer.from(bytes).toString();
    if (text === 'fail') process.exit(3);
    if (text === 'speak') console.log('a stray line');
    if (text === 'arguments') parent.send(Buffer.from(process.argv.slice(2).join(' ')));
    else if (text === 'deaf') isDeaf = true;
    else parent.send(Buffer.from(bytes));
  },
  onEnd() {
    if (isDeaf) return;
    clearInterval(keepAlive);
    void parent.close();
  },
});
let isDeaf = false;
parent.send(Buffer.from('ready'));
