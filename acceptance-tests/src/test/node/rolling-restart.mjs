// Two people who talk without a pause while gateways are restarted, on the unmodified npm client with its default options, behind
// a balancer. Arguments: a URL, id and token of each person, and a file: once it exists, nothing more is sent. Prints one JSON
// line: what was sent and what each socket saw.
import { existsSync } from 'node:fs';
import { io } from 'socket.io-client';

const [balancer, amina, aminaToken, baraka, barakaToken, enough] = process.argv.slice(2);
const SOCKETS = 6;
const deadline = setTimeout(() => fail('not finished in time'), 170_000);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

const sockets = Array.from({ length: SOCKETS }, (_, i) => io(balancer, {
  auth: { token: i % 2 === 0 ? aminaToken : barakaToken },
  forceNew: true,
}));
for (const socket of sockets) {
  socket.seen = [];
  socket.recoveries = [];
  socket.on('message:new', (message) => socket.seen.push(message.seq));
}
await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
for (const socket of sockets) {
  socket.on('connect', () => socket.recoveries.push(socket.recovered === true));
}

// what got no answer is sent again, under the same id
async function send(number) {
  for (;;) {
    try {
      const ack = await sockets[number % SOCKETS].timeout(5_000).emitWithAck('message:send', {
        receiverId: number % 2 === 0 ? baraka : amina,
        content: `message ${number}`,
        clientMessageId: `rolling-${number}`,
      });
      if (ack.seq) {
        return ack.seq;
      }
    } catch {
      // no answer in time
    }
    await pause(100);
  }
}

const acked = [];
while (!existsSync(enough)) {
  acked.push(await send(acked.length));
  await pause(20);
}
while (!sockets.every((socket) => socket.seen.length >= acked.length)) {
  await pause(50);
}
// what would come twice comes now
await pause(1_000);

clearTimeout(deadline);
console.log(JSON.stringify({
  acked,
  seen: sockets.map(({ seen }) => seen),
  recoveries: sockets.map(({ recoveries }) => recoveries),
}));
sockets.forEach((socket) => socket.close());
process.exit(0);
