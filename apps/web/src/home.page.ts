import { dayOfMonth, monthNumberOf, yearOf, type PlainDate } from '#calendar/plain-date';

/** One figure of the front page and where it opens. */
export interface LiveCount {
  readonly label: string;
  readonly measure: string;
  readonly href: string;
  readonly count: number;
}

export interface HomeShown {
  readonly asAt: PlainDate;
  readonly position: number;
  readonly lastPosition: number;
  readonly counts: readonly LiveCount[];
}

/** The front page as HTML: what runs, how many, and where to go on. */
export const homePage = ({ asAt, position, lastPosition, counts }: HomeShown): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Waymark</title>
<link rel="stylesheet" href="/waymark.css">
</head>
<body>
<header><p class="name">Waymark</p></header>
<main>
<h1>Every child’s journey, and every figure that opens</h1>
<p>An event-sourced case-flow tracker for children’s services. It is running, and these are its counts at the end of ${dayInWords(asAt)}.</p>
<dl class="counts">
${counts.map(countShown).join('\n')}
</dl>
<p class="position">${position === lastPosition ? `All ${written(lastPosition)} events are counted.` : `${written(position)} of ${written(lastPosition)} events are counted so far; the rest follow.`}</p>
<h2>Where to go on</h2>
<ul>
<li><a href="/api/v1/scorecard">The scorecard</a>: every measure this month, by area, beside the six months before</li>
<li><a href="/api/v1/measures">The measures</a>: what each one counts, and on whose word</li>
<li><a href="/api/v1/queue">The queue</a>: cases without a lead social worker, the oldest first</li>
<li><a href="/api/openapi.json">The API</a>: every command and every question, with an example of each</li>
<li><a href="/health/ready">Health</a>: the database, the projector and how far it is</li>
</ul>
</main>
</body>
</html>
`;

const countShown = ({ label, measure, href, count }: LiveCount): string =>
  `<div><dt>${escaped(label)}</dt><dd><a href="${escaped(href)}">${written(count)}</a> <span>${escaped(measure)}</span></dd></div>`;

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as it is read out: 5 October 2026. */
export const dayInWords = (on: PlainDate): string => `${dayOfMonth(on)} ${months[monthNumberOf(on) - 1]} ${yearOf(on)}`;

const written = (count: number): string => count.toLocaleString('en-GB');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand in HTML, between tags or in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter]!);

export const styleSheet = `
:root { color-scheme: light dark; --ink: #1d2327; --soft: #545e66; --paper: #fff; --line: #c4ccd2; --accent: #145a64; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9edf0; --soft: #a9b4bc; --paper: #14191d; --line: #3a454d; --accent: #7fd0dc; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, sans-serif; }
header { border-bottom: 4px solid var(--accent); }
header, main { padding: 0 1.25rem; }
.name { max-width: 60rem; margin: 0 auto; padding: .75rem 0; font-weight: 700; font-size: 1.375rem; }
main { max-width: 62.5rem; margin: 2rem auto 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.375rem; margin: 2.5rem 0 .5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 2rem 0 1rem; }
.counts div { display: flex; flex-direction: column; justify-content: space-between; border: 1px solid var(--line); border-left: 4px solid var(--accent); padding: .75rem 1rem; }
.counts dt { color: var(--soft); font-size: 1rem; }
.counts dd { margin: .25rem 0 0; font-size: 2.25rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.counts dd span { color: var(--soft); font-size: .875rem; font-weight: 400; }
.position { color: var(--soft); }
li { margin: .35rem 0; }
`;
