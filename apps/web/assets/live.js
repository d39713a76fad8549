// Keeps a list up to date while somebody looks at it. Everything works without it: the page is then as old as its loading.
//
// <div id="queue-list" tabindex="-1" data-module-waymark="live"
//   data-live="queue"            what is watched: a name of live-topics.ts; GET /live?of=queue says when it has changed
//   data-live-query="area=mine"  the filters of the list as it was drawn
//   data-live-url="/queue?…"     where the page is drawn anew
//   data-live-mark data-live-count  how the list stood when it was drawn
//   data-live-one="case is waiting" data-live-many="cases are waiting">  what is said: "2 more cases are waiting"
//
// When it has changed the page is fetched again, and what is drawn anew is: the content of this element (ticked boxes, typed
// words, open details, scrolling and focus stay), every element with a `data-live-part`, by its name, and the counts of the
// navigation. An event `waymark:drawn` is sent from the element afterwards.
const SPEAK_EVERY = 10_000;
const TRY_AGAIN = [1_000, 5_000, 15_000, 60_000];

export function begin(element) {
  const { live: of, liveQuery: query, liveUrl: url } = element.dataset;
  let mark = element.dataset.liveMark;
  let source;
  let isPaused = false;
  let isOver = false;
  let failures = 0;
  let fetching = false;
  let isDue = false;
  const say = speaker(element);
  const controls = controlsBefore(element, () => {
    isPaused = !isPaused;
    if (isPaused) stop();
    else start();
  });

  function start() {
    if (source || isPaused || isOver || document.hidden) return;
    source = new EventSource(`/live?of=${encodeURIComponent(of)}&${query}`);
    source.addEventListener('stand', ({ data }) => {
      failures = 0;
      controls.show('on');
      const stand = JSON.parse(data);
      if (stand.mark !== mark) void drawAnew();
    });
    source.addEventListener('over', () => {
      isOver = true;
      stop();
      controls.show('over');
    });
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return controls.show('lost'); // the browser tries again by itself
      stop();
      controls.show('lost');
      setTimeout(start, TRY_AGAIN[Math.min(failures++, TRY_AGAIN.length - 1)]);
    };
  }

  function stop() {
    source?.close();
    source = undefined;
    controls.show('paused');
  }

  /** One at a time; what changes meanwhile is drawn once more after it. */
  async function drawAnew() {
    isDue = true;
    if (fetching) return;
    fetching = true;
    try {
      while (isDue && !isPaused) {
        isDue = false;
        const answer = await fetch(url, { headers: { 'Waymark-Live': '1' } });
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const drawn = fresh.getElementById(element.id);
        if (!answer.ok || !drawn) break;
        swap(element, drawn, fresh);
        mark = drawn.dataset.liveMark;
        say(Number(drawn.dataset.liveCount));
      }
    } catch {
      controls.show('lost');
    } finally {
      fetching = false;
    }
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', start);
  start();
}

/** Puts what was drawn anew into the page, and leaves to the person what is theirs. */
function swap(element, drawn, fresh) {
  const kept = keep(element);
  element.replaceChildren(...document.adoptNode(drawn).childNodes);
  document.title = fresh.title;
  for (const place of document.querySelectorAll('[data-live-part]')) {
    const other = fresh.querySelector(`[data-live-part="${place.dataset.livePart}"]`);
    if (other) place.replaceChildren(...other.childNodes);
  }
  for (const place of document.querySelectorAll('[data-count-of]')) {
    const other = fresh.querySelector(`[data-count-of="${place.dataset.countOf}"]`);
    if (other) place.replaceChildren(...other.childNodes);
  }
  const [position, newer] = [document, fresh].map((one) => one.querySelector('.waymark-footer__position'));
  if (position && newer) position.textContent = newer.textContent;
  void dressed(element).then(() => giveBack(element, kept));
}

/** The components of both design systems, in what has just been drawn. */
async function dressed(element) {
  for (const name of ['govuk-frontend.min.js', 'moj-frontend.min.js'])
    (await import(new URL(name, import.meta.url))).initAll({ scope: element });
}

const fieldOf = (field) => `${field.name}=${field.type === 'checkbox' || field.type === 'radio' ? field.value : ''}`;

function keep(element) {
  const fields = [...element.querySelectorAll('input:not([type=hidden]), select, textarea')].filter((one) => one.name);
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
  return {
    ticked: new Set(fields.filter((one) => one.checked).map(fieldOf)),
    typed: new Map(
      fields
        .filter((one) => !('checked' in one) || !/checkbox|radio/.test(one.type))
        .map((one) => [fieldOf(one), one.value]),
    ),
    open: new Set([...element.querySelectorAll('details[open][id]')].map((one) => one.id)),
    scrolled: [...element.querySelectorAll('.waymark-scroll')].map((one) => one.scrollLeft),
    focus: focused && {
      id: focused.id,
      href: focused.getAttribute('href'),
      field: focused.name && fieldOf(focused),
      label: focused.getAttribute('aria-label'),
    },
  };
}

function giveBack(element, { ticked, typed, open, scrolled, focus }) {
  for (const field of element.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (!field.name) continue;
    if (/checkbox|radio/.test(field.type)) field.checked = ticked.has(fieldOf(field));
    else if (typed.has(fieldOf(field))) field.value = typed.get(fieldOf(field));
  }
  for (const id of open) element.querySelector(`details[id="${id}"]`)?.setAttribute('open', '');
  element.querySelectorAll('.waymark-scroll').forEach((one, i) => (one.scrollLeft = scrolled[i] ?? 0));
  if (focus) (sameAs(element, focus) ?? element).focus({ preventScroll: true });
  element.dispatchEvent(new Event('waymark:drawn', { bubbles: true }));
}

/** What had the focus, as it was drawn anew: by its value or address first, for ids follow the order of the list. */
function sameAs(element, { id, href, field, label }) {
  const all = [...element.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')];
  if (field) return all.find((one) => one.name && fieldOf(one) === field);
  if (href) return all.find((one) => one.getAttribute('href') === href);
  if (id) return all.find((one) => one.id === id);
  return label ? all.find((one) => one.getAttribute('aria-label') === label) : undefined;
}

/** Says politely what has changed in sum, at most once in ten seconds. */
function speaker({ dataset: { liveOne: one, liveMany: many, liveCount } }) {
  const region = document.getElementById('waymark-announcements');
  let said = Number(liveCount);
  let now = said;
  let spokeAt = 0;
  let timer;
  const speak = () => {
    timer = undefined;
    spokeAt = Date.now();
    const more = now - said;
    said = now;
    if (!region) return;
    if (more === 0) region.textContent = 'The list has changed.';
    else if (more > 0) region.textContent = `${more} more ${more === 1 ? one : many}`;
    else region.textContent = `${-more} fewer. ${now} ${now === 1 ? one : many}`;
  };
  return (count) => {
    now = count;
    timer ??= setTimeout(speak, Math.max(0, spokeAt + SPEAK_EVERY - Date.now()));
  };
}

/** A line before the list that says whether it is up to date, with a button to hold it still. */
function controlsBefore(element, toggle) {
  const line = document.createElement('div');
  line.className = 'waymark-live__controls';
  const text = document.createElement('span');
  text.className = 'govuk-body-s govuk-!-margin-bottom-0';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0';
  button.addEventListener('click', toggle);
  line.append(text, button);
  element.before(line);
  const words = {
    on: ['This list keeps itself up to date.', 'Pause updates'],
    paused: ['Updates are paused.', 'Resume updates'],
    lost: ['Updates are interrupted. Trying again.', 'Pause updates'],
    over: ['You are signed out, or your role has changed. Reload the page.', ''],
  };
  const show = (state) => {
    [text.textContent, button.textContent] = words[state];
    button.hidden = words[state][1] === '';
  };
  show('on');
  return { show };
}
