/** 2,000 ships on a TCP port, each heard every ten seconds: about what a busy coast hears. Tells its address. */
import { destination } from '../../../proto/domain/geo.ts';
import { seeded } from '../../../proto/domain/random.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import { Receiver } from '../../browser/receiver.ts';

const SHIPS = Number(process.argv[2] ?? 2000);
const EVERY_S = 10;
const random = seeded(5);
const ships = Array.from({ length: SHIPS }, (_, i) => ({
  ...{ mmsi: 201_000_000 + i, lat: 39 + random() * 4, lon: 16.5 + random() * 3.5 },
  ...{ sogKn: random() * 20, cogDeg: Math.floor(random() * 3600) / 10 },
}));

const receiver = new Receiver(() => {});
await receiver.listen();
let second = 0;
setInterval(() => {
  second += 1;
  const lines = ships
    .filter((_, i) => i % EVERY_S === second % EVERY_S)
    .flatMap(({ mmsi, lat, lon, sogKn, cogDeg }) => {
      const at = destination({ lat: degrees(lat), lon: degrees(lon) }, cogDeg, sogKn * 0.5144 * second);
      return encodeAis({
        ...{ type: 1, mmsi, navStatus: 0, sogKn, cogDeg, headingDeg: Math.round(cogDeg) % 360 },
        ...{ lat: at.lat, lon: at.lon, accurate: true },
      });
    });
  receiver.write(`${lines.join('\r\n')}\r\n`);
}, 1000);
process.send?.(receiver.url);
