// Looks again how far a job is until it is over, and puts what has changed in its place. Focus inside is left alone.
const EVERY_MILLISECONDS = 1000;

export function begin(job) {
  if (job.dataset.over === 'yes') return;
  const look = async () => {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => undefined);
    const now = answer?.ok
      ? new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(job.id)
      : undefined;
    if (now) {
      const isOver = now.dataset.over === 'yes';
      if (isOver || !job.contains(document.activeElement)) job.replaceChildren(...now.childNodes);
      else replaceProgress(job, now);
      if (isOver) return told(job);
    }
    setTimeout(look, EVERY_MILLISECONDS);
  };
  setTimeout(look, EVERY_MILLISECONDS);
}

/** Somebody stands on the button: only the words and the bar are renewed. */
function replaceProgress(job, now) {
  for (const part of ['#progress-words', '.waymark-progress']) {
    const [old, fresh] = [job.querySelector(part), now.querySelector(part)];
    if (old && fresh) old.replaceWith(fresh);
  }
}

/** Says once, politely, what came of it. */
function told(job) {
  const state = job.querySelector('.govuk-tag')?.textContent.trim() ?? '';
  const says = document.getElementById('waymark-announcements');
  if (says) says.textContent = state;
}
