// Two people, two sockets each, on the unmodified npm client with the settings of the website. Arguments: the transports,
// comma-separated, two URLs, then id and token of each person. Prints one JSON line: what every socket saw.
import { io } from 'socket.io-client';

const [transports, gateway1, gateway2, amina, aminaToken, baraka, barakaToken] = process.argv.slice(2);
const MESSAGES = 60;
const deadline = setTimeout(() => fail('not finished in time'), 60_000);

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

function connect(url, token) {
  const socket = io(url, {
    auth: { token },
    transports: transports.split(','),
    reconnectionAttempts: 5,
    reconnectionDelay: 1000,
    forceNew: true,
  });
  socket.seen = [];
  socket.notices = [];
  socket.counts = [];
  socket.on('message:new', (message) => socket.seen.push(message));
  socket.on('notification:new-message', (notice) => socket.notices.push(notice));
  socket.on('notifications:count', ({ count }) => socket.counts.push(count));
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

const pause = (millis = 50) => new Promise((resolve) => setTimeout(resolve, millis));

const sockets = await Promise.all([
  connect(gateway1, aminaToken),
  connect(gateway2, aminaToken),
  connect(gateway1, barakaToken),
  connect(gateway2, barakaToken),
]).catch((error) => fail(`cannot connect: ${error.message}`));
const [amina1, , , baraka2] = sockets;

const best = transports.split(',').at(-1);
while (!sockets.every((socket) => socket.io.engine.transport.name === best)) {
  await pause();
}

const acks = [];
for (let i = 0; i < MESSAGES; i++) {
  const [from, to] = i % 2 === 0 ? [amina1, baraka] : [baraka2, amina];
  acks.push(await from.timeout(20_000).emitWithAck('message:send', {
    receiverId: to,
    content: `message ${i} – café 🎬`,
    clientMessageId: `node-${i}`,
  }));
}

const complete = () => sockets.every((socket) => socket.seen.length >= MESSAGES);
while (!complete()) {
  await pause();
}

// they have talked, so each may see whether the other is there
const whoIsOnline = () => new Promise((resolve) => {
  amina1.once('online:users-list', resolve);
  amina1.emit('online:get-users');
});
let online = await whoIsOnline();
while (![amina, baraka].every((id) => online.userIds.includes(id))) {
  await pause(250);
  online = await whoIsOnline();
}

const count = await new Promise((resolve) => {
  baraka2.once('notifications:count', resolve);
  baraka2.emit('notifications:request-count');
});

const refused = await connect(gateway1, 'not-a-token').then(() => 'accepted', (error) => error.data?.code);

clearTimeout(deadline);
console.log(JSON.stringify({
  acks,
  seen: sockets.map((socket) => socket.seen.map(({ id, seq, isMine }) => ({ id, seq, isMine }))),
  notices: sockets[2].notices.length,
  online: online.userIds,
  count: count.count,
  refused,
}));
sockets.forEach((socket) => socket.close());
process.exit(0);
