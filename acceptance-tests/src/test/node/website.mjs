// The community's website, as far as this platform sees it: its calls and events, in its order, on the unmodified npm client
// with its options. Arguments: one JSON object { gateways: [url, url], amina, baraka, admin: { id, token }, chapter }.
// Prints one JSON line: every answer by the name of its step, and every event that each socket got.
import { io } from 'socket.io-client';

const setup = JSON.parse(process.argv[2]);
const answers = {};
const sockets = {};
setTimeout(() => fail('not finished in time'), 90_000).unref();

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

function connect(name, person, url) {
  const socket = io(url, {
    auth: { token: person.token },
    transports: ['polling', 'websocket'],
    reconnectionAttempts: 5,
    reconnectionDelay: 1000,
    forceNew: true,
  });
  socket.seen = [];
  socket.onAny((event, ...args) => socket.seen.push({ event, args }));
  sockets[name] = socket;
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

async function call(step, person, gateway, method, path, body) {
  const response = await fetch(`${setup.gateways[gateway]}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${person.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = { method, path, status: response.status, body: await response.json() };
  answers[step] = answer;
  return answer.body;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

async function until(what, holds) {
  for (const deadline = Date.now() + 15_000; !(await holds()); await pause()) {
    if (Date.now() > deadline) {
      fail(`never: ${what}\n${JSON.stringify(Object.fromEntries(
        Object.entries(sockets).map(([name, socket]) => [name, socket.seen])))}`);
    }
  }
}

const got = (name, event, fits = () => true) => until(`${event} on ${name}`,
  () => sockets[name].seen.some((one) => one.event === event && fits(one.args[0])));

const { amina, baraka, admin, chapter } = setup;

// Login: the socket, who is online, how many notifications, the inbox.
await Promise.all([
  connect('amina', amina, setup.gateways[0]),
  connect('baraka', baraka, setup.gateways[1]),
  connect('barakaPhone', baraka, setup.gateways[0]),
  connect('admin', admin, setup.gateways[0]),
]);
for (const socket of Object.values(sockets)) {
  socket.emit('online:get-users');
  socket.emit('notifications:request-count');
}
await got('amina', 'online:users-list');
await got('baraka', 'notifications:count');
await call('inbox is empty', baraka, 1, 'GET', '/messages/conversations?page=1&limit=20');
await call('nothing unread', baraka, 1, 'GET', '/messages/unread-count');
await call('no notifications', baraka, 1, 'GET', '/notifications/unread-count');

// Amina writes the first message; Baraka has not opened the thread.
const sent = await call('send', amina, 0, 'POST', '/messages', {
  receiverId: baraka.id,
  content: 'Habari, Baraka? 🎬',
  media: [{ type: 'image', url: 'https://media.example.org/p/1.jpg', filename: 'picha.jpg' }],
});
const conversation = sent.conversation.id;
await got('baraka', 'message:new');
await got('baraka', 'notification:new-message');
await got('baraka', 'notification:new');
await until('one unread message', async () =>
  (await call('one unread', baraka, 1, 'GET', '/messages/unread-count')).direct === 1);

// Baraka opens the thread.
sockets.baraka.emit('conversation:join', conversation);
await call('thread', baraka, 1, 'GET', `/messages/conversations/${conversation}?page=1&limit=50`);
await call('read', baraka, 1, 'POST', `/messages/conversations/${conversation}/read`);
await got('barakaPhone', 'notification:read');
await until('the count falls', () => sockets.baraka.seen
  .findLast((one) => one.event === 'notifications:count').args[0].count === 0);
await call('answer', baraka, 1, 'POST', '/messages', { receiverId: amina.id, content: 'Nzuri sana.' });
await got('amina', 'message:new', (message) => !message.isMine);

// Amina edits and deletes.
await call('edit', amina, 0, 'PUT', `/messages/${sent.message.id}`, { content: 'Habari, Baraka!' });
await got('baraka', 'message:updated');
const second = await call('send again', amina, 0, 'POST', '/messages', { receiverId: baraka.id, content: 'Kosa' });
await call('delete', amina, 0, 'DELETE', `/messages/${second.message.id}`);

// Focus: the window comes back.
sockets.baraka.emit('notifications:request-count');
await until('the inbox shows the thread', async () =>
  (await call('inbox', baraka, 1, 'GET', '/messages/conversations?page=1&limit=20&type=DIRECT')).total === 1);

// The notifications page.
await until('a notification again', async () =>
  (await call('notifications', baraka, 0, 'GET', '/notifications?page=1&limit=20')).unreadCount === 1);
const notification = answers.notifications.body.notifications[0];
await call('unread notifications', baraka, 0, 'GET', '/notifications?page=1&limit=20&unreadOnly=true');
await call('mark read', baraka, 0, 'PATCH', `/notifications/${encodeURIComponent(notification.id)}/read`);
await got('baraka', 'notification:read', ({ notificationId }) => notificationId === notification.id);
await call('mark all read', baraka, 0, 'POST', '/notifications/mark-all-read');
await got('baraka', 'notification:all-read');
await call('delete notification', baraka, 0, 'DELETE', `/notifications/${encodeURIComponent(notification.id)}`);
await call('preferences', baraka, 0, 'GET', '/notifications/preferences');
await call('change preferences', baraka, 0, 'PUT', '/notifications/preferences', { emailDigestFrequency: 'weekly' });
await call('register device', baraka, 0, 'POST', '/notifications/push-tokens',
  { token: 'website-contract-token', deviceType: 'android', deviceId: 'phone-1' });
await call('remove device', baraka, 0, 'DELETE', '/notifications/push-tokens/website-contract-token');

// Archive, until the next message.
await call('archive', baraka, 1, 'POST', `/messages/conversations/${conversation}/archive`);
await until('the thread is hidden', async () =>
  (await call('archived inbox', baraka, 1, 'GET', '/messages/conversations?page=1&limit=20&type=DIRECT')).total === 0);
await call('send once more', amina, 0, 'POST', '/messages', { receiverId: baraka.id, content: 'Bado upo?' });
await until('the thread is back', async () =>
  (await call('inbox again', baraka, 1, 'GET', '/messages/conversations?page=1&limit=20&type=DIRECT')).total === 1);
sockets.baraka.emit('conversation:leave', conversation);

// The admin app.
const audiences = {
  all: { recipientType: 'ALL' },
  chapter: { recipientType: 'CHAPTER', chapterId: chapter },
  custom: { recipientType: 'CUSTOM', recipientIds: [baraka.id] },
};
for (const [name, audience] of Object.entries(audiences)) {
  const body = { title: `To ${name}`, description: 'One more line', content: `Habari, ${name}`, priority: 'HIGH', ...audience };
  const { message } = await call(`broadcast to ${name}`, admin, 0, 'POST', '/messages/broadcast', body);
  await got('baraka', 'message:broadcast', ({ id }) => id === message.id);
}
await until('the broadcasts are listed', async () =>
  (await call('broadcasts', baraka, 1, 'GET', '/messages/conversations?page=1&limit=20&type=BROADCAST')).total === 3);
await call('unread broadcasts', baraka, 1, 'GET', '/messages/unread-count');
await call('open broadcast', baraka, 1, 'GET', `/messages/conversations/${answers['broadcast to all'].body.conversation.id}`);

// Amina closes the page.
sockets.amina.disconnect();
await got('baraka', 'user:status-change', ({ userId, isOnline }) => userId === amina.id && !isOnline);

console.log(JSON.stringify({
  transports: Object.values(sockets).filter((one) => one.io.engine).map((one) => one.io.engine.transport?.name),
  answers,
  events: Object.fromEntries(Object.entries(sockets).map(([name, socket]) => [name, socket.seen])),
}));
process.exit(0);
