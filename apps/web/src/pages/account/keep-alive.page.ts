import { page } from '../page.ts';

/** What `timeout.js` asks when somebody wants to stay signed in: being asked is what keeps the session. */
export const keepAlive = page({
  method: 'post',
  path: '/keep-alive',
  right: 'signed-in',
  audit: 'NOTHING',
  show: ({ session }) => ({
    file: {
      name: 'keep-alive.json',
      type: 'application/json',
      content: JSON.stringify({ idleMinutes: session.idleMinutes }),
    },
  }),
});
