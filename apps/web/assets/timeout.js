// Warns before a session ends for want of a request, and keeps what was typed. Without this script the server does the same
// when the form arrives: what was typed comes back after signing in.
const WARNING_MINUTES = 5;
const ANNOUNCED_SECONDS = [240, 180, 120, 60, 30, 10];

/** @param {HTMLDialogElement} dialog with `data-idle-minutes`, `data-minutes-left` and `data-csrf` */
export function begin(dialog) {
  const { idleMinutes, minutesLeft, csrf } = dialog.dataset;
  const loaded = Date.now();
  const lastOfAll = loaded + Number(minutesLeft) * 60_000;
  const warning = Math.min(WARNING_MINUTES, Number(idleMinutes) / 2) * 60_000;
  const part = (name) => dialog.querySelector(`[data-part="${name}"]`);
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('waymark-session') : undefined;
  let endsAt = endAfter(loaded);
  let announced = Infinity;
  let returnTo;
  let isOver = false;

  function endAfter(moment) {
    return Math.min(moment + Number(idleMinutes) * 60_000, lastOfAll);
  }

  /** The session was used: in this tab, or in another of the same browser. */
  function used(moment) {
    if (isOver) return;
    endsAt = Math.max(endsAt, endAfter(moment));
    if (dialog.open && endsAt - Date.now() > warning) close();
  }

  function open() {
    returnTo = document.activeElement;
    announced = Infinity;
    dialog.showModal();
    part('title').focus();
  }

  function close() {
    dialog.close();
    returnTo?.focus?.();
  }

  async function stay() {
    const answer = await fetch('/keep-alive', { method: 'POST', headers: { 'X-CSRF-Token': csrf } }).catch(
      () => undefined,
    );
    if (answer === undefined) return void (part('trouble').hidden = false);
    if (!answer.ok) return over();
    part('trouble').hidden = true;
    used(Date.now());
    tabs?.postMessage('used');
    if (dialog.open) close(); // also where twelve hours leave less time than the warning takes
  }

  /** Nothing is taken away: what was typed stays in the page, and is asked for again after signing in. */
  function over() {
    isOver = true;
    part('before').hidden = true;
    part('after').hidden = false;
    part('title').textContent = 'You have been signed out';
    if (!dialog.open) dialog.showModal();
    part('title').focus();
  }

  function look() {
    if (isOver) return;
    const left = endsAt - Date.now();
    if (left <= 0) return over();
    if (left > warning) return;
    if (!dialog.open) open();
    const seconds = Math.ceil(left / 1000);
    part('left').textContent = inWords(seconds);
    const due = ANNOUNCED_SECONDS.find((one) => seconds <= one && one < announced && seconds > one - 10);
    if (due === undefined) return;
    announced = due;
    part('announced').textContent = `You will be signed out in ${inWords(due)}.`;
  }

  part('stay').addEventListener('click', () => void stay());
  part('back').addEventListener('click', close);
  // Escape is a wish to go on working.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (isOver) close();
    else void stay();
  });
  tabs?.addEventListener('message', () => used(Date.now()));
  tabs?.postMessage('used');
  setInterval(look, 1000);
}

const inWords = (seconds) =>
  seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : seconds === 60 ? '1 minute' : `${seconds} seconds`;
