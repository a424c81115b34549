// Somebody whose transport is cut again and again while messages flow, on the unmodified npm client, coming back on the other
// gateway each time. Arguments: two URLs, then id and token of each person, and how many messages flow. Prints one JSON line:
// what the socket saw.
import { io } from 'socket.io-client';

const [gateway1, gateway2, amina, aminaToken, baraka, barakaToken, count] = process.argv.slice(2);
const MESSAGES = Number(count);
const CUTS = 4;
const deadline = setTimeout(() => fail('not finished in time'), 120_000);
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

const connected = (socket) => new Promise((resolve) => socket.once('connect', resolve));
const options = (token) => ({
  auth: { token },
  transports: ['websocket'],
  reconnectionDelay: 200,
  reconnectionDelayMax: 400,
  forceNew: true,
});
const cut = (socket) => socket.io.engine.close();

const sender = io(gateway1, options(aminaToken));
const receiver = io(gateway1, options(barakaToken));
const seen = [];
const notices = [];
const counts = [];
const recoveries = [];
receiver.on('message:new', (message) => seen.push(message.seq));
receiver.on('notification:new-message', ({ message }) => notices.push(message.seq));
receiver.on('notifications:count', (argument) => counts.push(argument.count));
await Promise.all([connected(sender), connected(receiver)]);
receiver.on('connect', () => recoveries.push(receiver.recovered === true));

// one thread is open, and stays so
const open = `dm.${[amina, baraka].sort().join('.')}`;
const mark = Math.floor(MESSAGES / 2);

let sent = 0;
const acks = [];
const sending = (async () => {
  while (sent < MESSAGES) {
    sent += 1;
    acks.push(await sender.timeout(20_000).emitWithAck('message:send', {
      receiverId: baraka,
      content: `message ${sent}`,
      clientMessageId: `recovery-${sent}`,
    }));
    if (sent === mark) {
      await receiver.timeout(20_000).emitWithAck('conversation:join', open);
    }
  }
})();

const uris = [gateway1, gateway2];
for (let i = 1; i <= CUTS; i++) {
  while (seen.length < (i * MESSAGES) / (CUTS + 2)) {
    await pause(5);
  }
  if (i > CUTS / 2) {
    while (sent < mark + MESSAGES / 8) {
      await pause(5);
    }
  }
  receiver.io.uri = uris[i % 2];
  const back = connected(receiver);
  cut(receiver);
  await back;
}
await sending;
while (seen.length < MESSAGES) {
  await pause(20);
}

// a socket of the same person with what another one was told of itself
const stranger = io(gateway2, { ...options(aminaToken), auth: { token: aminaToken, pid: receiver._pid, offset: receiver._lastOffset } });
const stolen = [];
stranger.onAny((event) => stolen.push(event));
await connected(stranger);
const strangersPid = stranger._pid;
const forged = io(gateway2, { ...options(barakaToken), auth: { token: barakaToken, pid: 'forged', offset: receiver._lastOffset } });
await connected(forged);

clearTimeout(deadline);
console.log(JSON.stringify({
  acks: acks.map(({ seq }) => seq),
  seen,
  notices,
  recoveries,
  counts,
  mark,
  theirs: strangersPid === receiver._pid,
  forged: forged._pid === 'forged',
  stolen: stolen.filter((event) => event.startsWith('message:')),
}));
[sender, receiver, stranger, forged].forEach((socket) => socket.close());
process.exit(0);
